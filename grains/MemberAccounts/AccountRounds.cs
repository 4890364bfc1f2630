using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// Does for accounts what time brings: the daily run, holds that time out, transfers that a crash left half done. Every
/// silo does so; each step is harmless when done twice. The daily run remembers how far it came and goes on from there.
/// An account that it passed over is tried again in each round, and after a restart in the next day's run.
/// </summary>
public sealed class AccountRounds(
    DueAccounts due, IGrainFactory grains, IProgramBook program, TimeProvider clock, RoundsHost host)
    : Rounds(host, Pause, atOnce: true)
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // An account answers within milliseconds; a page of them is done before anyone waits for it.
    private const int AtATime = 200;

    // More than these wait for the next day's run.
    private const int MostBehind = 10_000;

    // The sender's own call sees to it that a transfer arrives; only what is older was left behind.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private IReadOnlyCollection<MemberId> _behind = [];

    /// <inheritdoc/>
    protected override async Task RoundAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var failed = new HashSet<MemberId>();
        try
        {
            await RunAllAsync(_behind, failed, cancellation);
            await RunDayAsync(program.Today(now), failed, cancellation);
            await RunHoldsAsync(now, failed, cancellation);
        }
        finally
        {
            _behind = [.. failed.Take(MostBehind)];
        }

        await FinishTransfersAsync(now - Patience, cancellation);
    }

    private async Task RunDayAsync(DateOnly today, HashSet<MemberId> failed, CancellationToken cancellation)
    {
        var run = await due.BeginAsync(today, cancellation);
        var after = run.After;
        while (!run.IsFinished)
        {
            var members = await due.NextAsync(today, after, AtATime, cancellation);
            if (members.Count == 0)
            {
                await due.FinishAsync(today, clock.GetUtcNow(), cancellation);
                return;
            }

            await RunAllAsync(members, failed, cancellation);
            after = members[^1].Value;
            await due.AdvanceAsync(today, after, members.Count(member => !failed.Contains(member)), cancellation);
        }
    }

    private async Task RunHoldsAsync(DateTimeOffset now, HashSet<MemberId> failed, CancellationToken cancellation)
    {
        var members = await due.WithHoldsTimedOutAsync(now, after: "", AtATime, cancellation);
        while (members.Count > 0)
        {
            await RunAllAsync(members, failed, cancellation);
            members = await due.WithHoldsTimedOutAsync(now, members[^1].Value, AtATime, cancellation);
        }
    }

    // What has failed in this round would fail again.
    private async Task RunAllAsync(
        IEnumerable<MemberId> members, HashSet<MemberId> failed, CancellationToken cancellation) =>
        failed.UnionWith(await EachAsync(
            members.Where(member => !failed.Contains(member)),
            member => grains.GetGrain<IMemberAccountGrain>(member.Value).RunDue(),
            cancellation,
            together: AtATime));

    private async Task FinishTransfersAsync(DateTimeOffset sentBefore, CancellationToken cancellation)
    {
        var page = await due.TransfersUnderWayAsync(sentBefore, after: "", AtATime, cancellation);
        while (page.Count > 0)
        {
            var transfers = page.ToDictionary(transfer => transfer.Transfer, StringComparer.Ordinal);
            await EachAsync(transfers.Keys, id => ReceiveAsync(transfers[id]), cancellation);
            page = await due.TransfersUnderWayAsync(sentBefore, page[^1].Transfer, AtATime, cancellation);
        }
    }

    private Task ReceiveAsync(TransferSent transfer) => grains.GetGrain<IMemberAccountGrain>(transfer.To.Value).Receive(
        new ReceivePoints(transfer.Transfer, transfer.From, AccountJson.ReadParts(transfer.Parts)));
}
