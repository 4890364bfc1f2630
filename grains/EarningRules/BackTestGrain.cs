using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.Journal;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.Campaigns;
using OrleansLoyalty.Storage.EarningRules;

namespace OrleansLoyalty.EarningRules;

/// <inheritdoc cref="IBackTestGrain"/>
/// <remarks>
/// A timer does the work beside the calls. Nothing is written but the report at the end: a back-test that a stop of the
/// silo interrupts is gone, and whoever wants it starts it again.
/// </remarks>
public sealed class BackTestGrain(
    RuleSetQueries sets,
    CampaignQueries campaigns,
    IRecordedEvents events,
    BackTestTable reports,
    IProgramBook program,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<BackTestGrain> log) : Grain, IBackTestGrain
{
    private const int EventsBetweenReports = 1_000;

    private static readonly TimeSpan StayAfterReport = TimeSpan.FromMinutes(10);

    private readonly ChangeWatch _watch = new(clock);
    private BackTestView? _test;
    private RuleBook? _book;
    private IGrainTimer? _timer;
    private bool _cancelled;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken) =>
        _test = await reports.FindAsync(Id, cancellationToken);

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<BackTestOutcome> Start(StartBackTest command)
    {
        if (_test is not null)
        {
            return new BackTestStarted(_test);
        }

        if (command.Days is < 1 or > StartBackTest.MaxDays)
        {
            return new BackTestOutOfRange("days", 1, StartBackTest.MaxDays);
        }

        if (command.PointsPerYuan is < 1 or > 1_000_000)
        {
            return new BackTestOutOfRange("pointsPerYuan", 1, 1_000_000);
        }

        if (await sets.DraftAsync() is not { } draft)
        {
            return new BackTestNoDraft();
        }

        var now = clock.GetUtcNow();
        var from = now.AddDays(-command.Days);

        // Campaigns count as far as their own times reach into the days.
        var set = CampaignRules.Compose(0, from, draft.Rules, await campaigns.OpenAsync());
        _book = new RuleBook(set);
        Adopt(new BackTestView(
            Id,
            now.Ticks,
            BackTestStatus.Running,
            draft.Revision,
            from,
            now,
            await events.CountAsync(from, now, CancellationToken.None),
            0,
            BackTestFigures.None,
            BackTestFigures.None,
            0,
            command.PointsPerYuan ?? program.Terms.Cash.PointsPerYuan,
            [],
            null,
            now,
            null));
        _timer = this.RegisterGrainTimer(Run, new GrainTimerCreationOptions
        {
            DueTime = TimeSpan.Zero,
            Period = Timeout.InfiniteTimeSpan,
            Interleave = true,
            KeepAlive = true,
        });
        return new BackTestStarted(_test!);
    }

    /// <inheritdoc/>
    public Task<BackTestView?> Cancel()
    {
        _cancelled = true;
        return Task.FromResult(_test);
    }

    /// <inheritdoc/>
    public Task<BackTestView?> View() => Task.FromResult(_test);

    /// <inheritdoc/>
    public async Task<BackTestView?> ViewAfter(long version, CancellationToken cancellation)
    {
        if (_test?.Version == version)
        {
            await _watch.NextAsync(cancellation);
        }

        return _test;
    }

    private async Task Run(CancellationToken disposed)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disposed, lifetime.ApplicationStopping);
        try
        {
            await Decide(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            log.LogInformation("Back-test {BackTest} stops with its activation.", Id);
        }
        catch (StorageUnavailableException fault)
        {
            log.LogWarning(fault, "Back-test {BackTest} could not go on.", Id);
            Fail("The database did not answer: start it again with another request.");
        }
        catch (Exception bug) when (UnexpectedError.IsOne(bug))
        {
            var error = UnexpectedError.Log(log, bug, "Back-test", Id);
            Fail($"Something went wrong here: start it again with another request. Its id is {error}.");
        }
    }

    private async Task Decide(CancellationToken stop)
    {
        var ledger = new BackTestLedger(_book!, program);
        var status = BackTestStatus.Succeeded;
        await foreach (var recorded in events.ReadAsync(_test!.From, _test.To, stop))
        {
            if (_cancelled)
            {
                status = BackTestStatus.Cancelled;
                break;
            }

            ledger.Decide(recorded);
            if (ledger.Decided % EventsBetweenReports == 0)
            {
                DelayDeactivation(StayAfterReport);
                Adopt(ledger.Into(_test));
            }
        }

        var now = clock.GetUtcNow();
        var ended = ledger.Into(_test!) with { Status = status, FinishedAt = now };
        await reports.KeepAsync(ended, now);
        Adopt(ended);
    }

    // Nothing is kept of it: it is shown until the activation ends. Its figures are those that it told last.
    private void Fail(string problem) =>
        Adopt(_test! with { Status = BackTestStatus.Failed, Problem = problem, FinishedAt = clock.GetUtcNow() });

    private void Adopt(BackTestView test)
    {
        _test = test with { Version = (_test?.Version ?? test.Version) + 1 };
        _watch.Changed();
    }
}
