using OrleansLoyalty.Storage.LoyaltyProgram;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>
/// Keeps the settings in force: loaded before the silo takes calls, adopted at once when this silo changes them, and
/// looked up every second for what other silos change.
/// </summary>
public sealed class ProgramBook(ProgramSettingsLoad settings, RoundsHost host) : Rounds(host, Pause), IProgramBook
{
    /// <summary>The pause between two look-ups.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private volatile Page? _page;

    /// <inheritdoc/>
    public ProgramTerms Terms => Open.Program.Terms;

    /// <inheritdoc/>
    public TimeZoneInfo Zone => Open.Zone;

    private Page Open => _page ?? throw new InvalidOperationException("The program book is read before the host has started.");

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var (version, program) = await settings.LoadAsync(cancellationToken);
        Adopt(version, program);
        await base.StartAsync(cancellationToken);
    }

    /// <summary>Takes settings over unless newer ones are known.</summary>
    internal void Adopt(long version, ProgramView program)
    {
        lock (_turn)
        {
            if (_page is null || _page.Version < version)
            {
                _page = new Page(version, program, TimeZoneInfo.FindSystemTimeZoneById(program.TimeZone));
            }
        }
    }

    /// <summary>Looks for newer settings now.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (await settings.LaterThanAsync(Open.Version, cancellation) is var (version, program))
        {
            Adopt(version, program);
        }
    }

    /// <inheritdoc/>
    protected override Task RoundAsync(CancellationToken cancellation) => RefreshAsync(cancellation);

    private sealed record Page(long Version, ProgramView Program, TimeZoneInfo Zone);
}
