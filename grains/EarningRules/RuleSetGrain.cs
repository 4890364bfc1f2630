using System.Collections.Immutable;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Campaigns;
using OrleansLoyalty.Storage.EarningRules;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.EarningRules;

/// <inheritdoc cref="IRuleSetGrain"/>
public sealed class RuleSetGrain(
    IJournal journal,
    RuleSetQueries sets,
    CampaignQueries campaigns,
    RuleBooks books,
    IProgramBook program,
    TimeProvider clock) : JournaledGrain(journal), IRuleSetGrain
{
    private RuleSchedule _schedule = null!; // Loaded before the first call.
    private RuleDraft _draft = null!;
    private CampaignDesk _desk = null!;

    private DateTimeOffset Now => PostingChain.Rounded(clock.GetUtcNow());

    private ImmutableArray<string> Tiers => [.. program.Terms.Tiers.Tiers.Select(tier => tier.Id)];

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var now = Now;
        var inForce = await sets.AtAsync(now, cancellationToken);
        var waiting = await sets.WaitingAsync(now, cancellationToken);
        _schedule = new RuleSchedule(
            await sets.LastVersionAsync(cancellationToken), inForce is null ? [.. waiting] : [inForce, .. waiting]);
        _draft = await sets.DraftAsync(cancellationToken) ?? new RuleDraft(0, [], "", DateTimeOffset.UnixEpoch);
        _desk = new CampaignDesk(await campaigns.OpenAsync(cancellationToken));
    }

    /// <inheritdoc/>
    public Task<RuleSetsView> View()
    {
        var now = Now;
        return Task.FromResult(new RuleSetsView(_schedule.At(now), _schedule.WaitingAt(now), _draft));
    }

    /// <inheritdoc/>
    public async Task<SaveDraftOutcome> SaveDraft(SaveRuleDraft command)
    {
        if (_draft.Revision > 0 && RuleJson.Write(_draft.Rules) == RuleJson.Write(command.Rules))
        {
            return new DraftSaved(_draft);
        }

        if (command.BasedOn is { } basis && basis != _draft.Revision)
        {
            return new DraftChangedSince(_draft.Revision, _draft.Actor);
        }

        if (RuleCheck.Problems(command.Rules, [], Tiers) is { IsEmpty: false } problems)
        {
            return new DraftRefused(problems);
        }

        var draft = new RuleDraft(_draft.Revision + 1, command.Rules, command.Actor, Now);
        await Append(new RuleDraftSaved(draft));
        _draft = draft;
        return new DraftSaved(draft);
    }

    /// <inheritdoc/>
    public async Task<PublishOutcome> Publish(PublishRules command)
    {
        if (await sets.OfDraftAsync(command.Revision) is { } earlier)
        {
            return command.EffectiveFrom is null || PostingChain.Rounded(command.EffectiveFrom.Value) == earlier.Set.EffectiveFrom
                ? new RulesPublished(earlier)
                : new PublishedOtherwise(earlier.Set.Version, earlier.Set.EffectiveFrom);
        }

        var now = Now;
        if (_draft.Revision == 0 || command.Revision != _draft.Revision)
        {
            return new PublishDraftChanged(_draft.Revision);
        }

        if (command.EffectiveFrom < now)
        {
            return new PublishInThePast(command.EffectiveFrom.Value, now);
        }

        if (command.EffectiveFrom > now && _schedule.WaitingAt(now).Length >= RuleSet.MaxWaiting)
        {
            return new PublishTooManyWaiting(RuleSet.MaxWaiting);
        }

        var published = _schedule.Publish(
            _draft, PostingChain.Rounded(command.EffectiveFrom ?? now), _desk.Campaigns, command.Actor, now);
        if (RuleCheck.Problems(published.Set.Rules, published.Set.Campaigns, Tiers) is { IsEmpty: false } problems)
        {
            return new PublishRefused(problems);
        }

        await Append(new RuleSetPublished(published));
        await Adopt([published]);
        return new RulesPublished(published);
    }

    /// <inheritdoc/>
    public Task<SimulateOutcome> Simulate(SimulateEvent command)
    {
        if (!Tiers.Contains(command.Standing.Tier))
        {
            return Task.FromResult<SimulateOutcome>(new SimulateTierUnknown(command.Standing.Tier, Tiers));
        }

        var happened = command.Event;
        var book = command.WithDraft
            ? new RuleBook(CampaignRules.Compose(0, happened.OccurredAt, _draft.Rules, _desk.Campaigns), books)
            : books.At(happened.OccurredAt);
        var day = program.Today(happened.OccurredAt);
        return Task.FromResult<SimulateOutcome>(new Simulated(
            book.Award(happened, command.Standing, day, command.Given),
            book.Explain(happened, command.Standing, day, command.Given),
            day));
    }

    /// <inheritdoc/>
    public async Task<CampaignOutcome> MakeCampaign(MakeCampaign command)
    {
        if (await campaigns.FirstAsync(command.Id) is { } first)
        {
            return CampaignDesk.IsMadeBy(first, command)
                ? new CampaignAsAsked((await campaigns.FindAsync(command.Id))!)
                : new CampaignRequestReused();
        }

        return await Change(null, _desk.Make(command, Now));
    }

    /// <inheritdoc/>
    public async Task<CampaignOutcome> EditCampaign(EditCampaign command)
    {
        if (await Find(command.Id) is not { } campaign)
        {
            return new CampaignNotFound();
        }

        // A budget below what was given would be refused by its fence.
        var given = (await campaigns.BudgetsAsync([command.Id])).FirstOrDefault()?.Spent ?? Points.Zero;
        return await Change(campaign, CampaignDesk.Edit(campaign, command, given, Now));
    }

    /// <inheritdoc/>
    public async Task<CampaignOutcome> MoveCampaign(MoveCampaign command) =>
        await Find(command.Id) is { } campaign
            ? await Change(campaign, CampaignDesk.Move(campaign, command, Now))
            : new CampaignNotFound();

    private async Task<Campaign?> Find(string id) => _desk.Find(id) ?? await campaigns.FindAsync(id);

    /// <summary>Keeps a campaign that was decided to change and, if it was or is launched, the rules with it.</summary>
    private async Task<CampaignOutcome> Change(Campaign? before, CampaignOutcome decided)
    {
        if (decided is not CampaignAsAsked(var campaign) || ReferenceEquals(campaign, before))
        {
            return decided;
        }

        var desk = _desk.With(campaign);
        var anew = CampaignStage.Launched == campaign.Stage || CampaignStage.Launched == before?.Stage
            ? _schedule.Recompose(desk.Campaigns, campaign.Actor, Now)
            : [];

        // Whatever has become of tiers or rules since, a campaign can be taken out of force.
        var leaves = campaign.Stage is CampaignStage.Paused or CampaignStage.Ended && campaign.Stage != before?.Stage;
        if (!leaves && Problems(campaign, anew) is { IsEmpty: false } problems)
        {
            return new CampaignRefused(problems);
        }

        try
        {
            await Append([new CampaignChanged(campaign), .. anew.Select(one => new RuleSetPublished(one))]);
        }
        catch (FenceRefusedException refused) when (refused.Fence == CampaignFences.Budget)
        {
            var given = (await campaigns.BudgetsAsync([campaign.Id]))[0].Spent;
            return new CampaignBudgetOutOfRange(given, new Points(Points.MaxValue));
        }

        _desk = desk;
        await Adopt(anew);
        return decided;
    }

    private ImmutableArray<RuleProblem> Problems(Campaign campaign, ImmutableArray<PublishedRuleSet> anew) =>
        campaign.Problems(Tiers) is { IsEmpty: false } own
            ? own
            : [.. anew.SelectMany(one => RuleCheck.Problems(one.Set.Rules, one.Set.Campaigns, Tiers)).Distinct()];

    private async Task Adopt(ImmutableArray<PublishedRuleSet> published)
    {
        _schedule = _schedule.With(published, Now);
        await books.RefreshAsync();
    }
}
