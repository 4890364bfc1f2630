using System.Diagnostics;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Adjustments;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Adjustments;

/// <inheritdoc cref="IAdjustmentGrain"/>
public sealed class AdjustmentGrain(
    IJournal journal,
    AdjustmentQueries proposals,
    IEarlierPostings postings,
    IProgramBook program,
    TimeProvider clock) : JournaledGrain(journal), IAdjustmentGrain
{
    private AdjustmentProposal? _proposal;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _proposal = await proposals.FindAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public async Task<AdjustOutcome> Adjust(MemberId member, AdjustPoints command)
    {
        if (_proposal is not null)
        {
            return await Again(_proposal, command);
        }

        var account = GrainFactory.GetGrain<IMemberAccountGrain>(member.Value);
        var limit = program.Terms.AdjustmentLimit;
        var isBeyond = command.Points > limit || command.Points < -limit;
        var isPossible = command.Points.Value is >= -Points.MaxValue and <= Points.MaxValue;
        if (!isBeyond || !isPossible || await postings.FindAsync(member, command.Request) is not null)
        {
            return await account.Adjust(command);
        }

        if (await account.View() is null)
        {
            return new AdjustMemberNotFound();
        }

        var proposal = new AdjustmentProposal(Id, member, command, PostingChain.Rounded(clock.GetUtcNow()), null);
        await Append(new AdjustmentAsked(proposal));
        _proposal = proposal;
        return new AdjustmentProposed(proposal);
    }

    /// <inheritdoc/>
    public async Task<DecideAdjustmentOutcome> Approve(string actor)
    {
        switch (_proposal)
        {
            case null:
                return new AdjustmentProposalNotFound();
            case { Decision.IsApproved: true }:
                return new AdjustmentApproved(_proposal, await PostingOf(_proposal));
            case { Decision: { } decision }:
                return new AdjustmentDecidedBefore(decision);
            case { Adjustment.Actor: var proposedBy } when proposedBy == actor:
                return new AdjustmentNeedsAnother(proposedBy);
        }

        // The account appends the approval together with the posting, so that neither is ever there alone.
        var asked = _proposal.Adjustment;
        var account = GrainFactory.GetGrain<IMemberAccountGrain>(_proposal.Member.Value);
        return await account.Adjust(new AdjustPoints(asked.Points, asked.Reason, $"{asked.Actor}, {actor}", new RequestId(Id))
        {
            Approval = new AdjustmentApproval(Id, actor),
        }) switch
        {
            Adjusted(var posting) => Approved(_proposal, actor, posting),
            AdjustBalanceTooLow(var balance, var price) => new ApprovedBalanceTooLow(balance, price),
            var other => throw new UnreachableException($"Proposal {Id} was approved and answered {other.GetType().Name}."),
        };
    }

    /// <inheritdoc/>
    public async Task<DecideAdjustmentOutcome> Reject(string actor, string reason)
    {
        switch (_proposal)
        {
            case null:
                return new AdjustmentProposalNotFound();
            case { Decision: { IsApproved: true } decision }:
                return new AdjustmentDecidedBefore(decision);
            case { Decision: not null }:
                return new AdjustmentRejected(_proposal);
        }

        var rejection = new AdjustmentDecision(false, reason, actor, PostingChain.Rounded(clock.GetUtcNow()));
        await Append(new AdjustmentDecided(Id, rejection));
        _proposal = _proposal with { Decision = rejection };
        return new AdjustmentRejected(_proposal);
    }

    private AdjustmentApproved Approved(AdjustmentProposal proposal, string actor, AccountPosting posting)
    {
        _proposal = proposal with { Decision = new AdjustmentDecision(true, null, actor, posting.PostedAt) };
        return new AdjustmentApproved(_proposal, posting);
    }

    private async Task<AdjustOutcome> Again(AdjustmentProposal proposal, AdjustPoints command)
    {
        if (proposal.Adjustment != command)
        {
            return new AdjustRequestReused();
        }

        return proposal.Decision is { IsApproved: true }
            ? new Adjusted(await PostingOf(proposal))
            : new AdjustmentProposed(proposal);
    }

    private async Task<AccountPosting> PostingOf(AdjustmentProposal proposal) =>
        await postings.FindAsync(proposal.Member, new RequestId(Id)) is { } posted
            ? posted.View()
            : throw new InvalidOperationException($"Proposal {Id} is approved and has no posting.");
}
