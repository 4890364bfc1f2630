using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.LoyaltyProgram;

namespace OrleansLoyalty.LoyaltyProgram;

/// <inheritdoc cref="IProgramGrain"/>
public sealed class ProgramGrain(IJournal journal, ProgramSettingsLoad settings, ProgramBook book, TimeProvider clock)
    : JournaledGrain(journal), IProgramGrain
{
    private long _version;
    private ProgramView _program = null!; // Loaded before the first call.

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        (_version, _program) = await settings.LoadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ProgramView> View() => Task.FromResult(_program);

    /// <inheritdoc/>
    public async Task<SetPointsPerCodeOutcome> SetPointsPerCode(SetPointsPerCode command)
    {
        if (command.Points.Value is < 1 or > LoyaltyProgram.SetPointsPerCode.MaxPointsPerCode)
        {
            return new PointsPerCodeOutOfRange(
                new Points(1), new Points(LoyaltyProgram.SetPointsPerCode.MaxPointsPerCode));
        }

        await Change(_program with { PointsPerCode = command.Points }, command.Actor);
        return new PointsPerCodeSet(_program);
    }

    /// <inheritdoc/>
    public async Task<SetTermsOutcome> SetTerms(SetTerms command)
    {
        var terms = _program.Terms.With(command);
        if (terms.Refusal() is { } refusal)
        {
            return refusal;
        }

        await Change(_program with { Terms = terms }, command.Actor);
        return new TermsSet(_program);
    }

    private async Task Change(ProgramView changed, string actor)
    {
        await Append(new ProgramChanged(_version + 1, changed, actor, PostingChain.Rounded(clock.GetUtcNow())));
        (_version, _program) = (_version + 1, changed);
        book.Adopt(_version, _program);
    }
}
