using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.LoyaltyProgram;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.LoyaltyProgram;

/// <inheritdoc cref="IProgramGrain"/>
public sealed class ProgramGrain(IJournal journal, ProgramSettingsLoad settings, TimeProvider clock)
    : JournaledGrain(journal), IProgramGrain
{
    private long _version;
    private ProgramView _program = null!; // Loaded before the first call.

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        (_version, _program) = await settings.LoadAsync();

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

        var changed = _program with { PointsPerCode = command.Points };
        await Append(new ProgramChanged(
            _version + 1,
            changed.Name,
            changed.TimeZone,
            changed.PointsPerCode,
            command.Actor,
            PostingChain.Rounded(clock.GetUtcNow())));
        (_version, _program) = (_version + 1, changed);
        return new PointsPerCodeSet(_program);
    }
}
