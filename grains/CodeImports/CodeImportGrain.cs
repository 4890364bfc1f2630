using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Journal;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.CodeImports;

/// <inheritdoc cref="ICodeImportGrain"/>
/// <remarks>
/// The row in the database is the truth; a timer does the work beside the calls. Should two activations work on one
/// import for a moment, the counts in its row let one of them go on.
/// </remarks>
public sealed class CodeImportGrain(
    CodeImportTable imports,
    CodeImportRun run,
    IOptions<CodeImportOptions> options,
    LoyaltyMetrics metrics,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<CodeImportGrain> log) : Grain, ICodeImportGrain
{
    // Each slice extends the activation's life by this much, so that an import is never collected as idle.
    private static readonly TimeSpan StayAfterSlice = TimeSpan.FromMinutes(10);

    private const long LargeFileBytes = 2_000_000;

    private readonly ChangeWatch _watch = new(clock);
    private CodeImportRow? _row;
    private UploadedCodeFile? _file;
    private IGrainTimer? _timer;
    private long _version;

    private string Id => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Another activation's versions must not look like this one's.
        _version = clock.GetUtcNow().Ticks;
        Adopt(await imports.FindAsync(Id, cancellationToken));
        await Resume();
    }

    /// <inheritdoc/>
    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        await CloseFile();
    }

    /// <inheritdoc/>
    public async Task<ImportOutcome> Begin(ImportProductCodes command)
    {
        if (_row is { Stage: not ImportStage.Uploading } known)
        {
            return SameInput(known.Command, command) ? new ImportStarted(View(known)) : new ImportRequestReused();
        }

        if (command.PointsPerCode is { Value: < 1 or > ImportProductCodes.MaxPointsPerCode })
        {
            return new ImportPointsOutOfRange(new Points(1), new Points(ImportProductCodes.MaxPointsPerCode));
        }

        if (command.FileBytes > options.Value.Files.FileBytes)
        {
            var limit = options.Value.Files.FileBytes;
            return new ImportFileTooLarge($"The file is larger than {limit:N0} bytes: split it.", limit);
        }

        await imports.AnnounceAsync(Id, command, clock.GetUtcNow());
        Adopt(await imports.FindAsync(Id));
        return new ImportUploadExpected();
    }

    /// <inheritdoc/>
    public Task Upload(int index, byte[] bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bytes.Length, ImportProductCodes.PieceBytes);

        // A twin of this request may have started the import: its file is there already.
        return _row is { Stage: ImportStage.Uploading } ? imports.KeepPieceAsync(Id, index, bytes) : Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<ImportOutcome> Start()
    {
        var row = _row ?? throw new InvalidOperationException($"Import {Id} was not announced.");
        if (row.Stage != ImportStage.Uploading)
        {
            return new ImportStarted(View(row));
        }

        _file = await run.OpenAsync(row, CancellationToken.None);
        if (_file.Opened is RefusedCodeFile(var refusal))
        {
            await CloseFile();
            await imports.ForgetAsync(Id);
            Adopt(null);
            return refusal is OversizedFile(var problem, var limit)
                ? new ImportFileTooLarge(problem, limit)
                : new ImportFileUnreadable(refusal.Problem);
        }

        await imports.StartAsync(Id, clock.GetUtcNow());
        Adopt(await imports.FindAsync(Id));
        await Resume();
        return new ImportStarted(View(_row!));
    }

    /// <inheritdoc/>
    public Task Resume()
    {
        if (_row is { Stage: ImportStage.Running } && _timer is null)
        {
            _timer = this.RegisterGrainTimer(TakeIn, new GrainTimerCreationOptions
            {
                DueTime = TimeSpan.Zero,
                Period = options.Value.RetryAfter,
                Interleave = true,
                KeepAlive = true,
            });
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<CodeImportView?> View() =>
        Task.FromResult(_row is { Stage: not ImportStage.Uploading } row ? View(row) : null);

    /// <inheritdoc/>
    public async Task<CodeImportView?> ViewAfter(long version, CancellationToken cancellation)
    {
        if (_row is not null && _version == version)
        {
            await _watch.NextAsync(cancellation);
        }

        return await View();
    }

    /// <summary>One tick of the timer: takes the file in, or fails and leaves it to the next tick.</summary>
    private async Task TakeIn(CancellationToken disposed)
    {
        // An activation ends after what it does has ended, so a stop of the silo has to reach the work by itself.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(disposed, lifetime.ApplicationStopping);
        var cancellation = stop.Token;
        try
        {
            // After a fault the memory of this activation may be behind or ahead: the row knows.
            Adopt(await imports.FindAsync(Id, cancellation));
            if (_row is { Stage: ImportStage.Running } row)
            {
                await TakeIn(row, cancellation);
            }

            _timer?.Dispose();
            _timer = null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            log.LogInformation("Import {Import} stops with its activation and goes on in the next one.", Id);
        }
        catch (ImportTakenOverException)
        {
            log.LogWarning("Import {Import} is taken in by another activation; this one ends.", Id);
            DeactivateOnIdle();
        }
        catch (StorageUnavailableException fault)
        {
            log.LogWarning(fault, "Import {Import} waits for the database.", Id);
        }
        catch (IOException fault)
        {
            log.LogWarning(fault, "Import {Import} waits for this machine's disk.", Id);
        }
        catch (Exception bug) when (UnexpectedError.IsOne(bug))
        {
            await Fail(bug);
        }
    }

    /// <summary>Ends an import that met a bug: it would meet it again, for ever, and nobody would be told.</summary>
    private async Task Fail(Exception bug)
    {
        var error = UnexpectedError.Log(log, bug, "Import", Id);
        try
        {
            await imports.FinishAsync(
                Id, $"Something went wrong here, not in the file; what was taken in stays. Its id is {error}.", clock.GetUtcNow());
            Adopt(await imports.FindAsync(Id));
            metrics.Imported(_row!.Counts.Accepted, succeeded: false);
            _timer?.Dispose();
            _timer = null;
        }
        catch (StorageUnavailableException fault)
        {
            log.LogWarning(fault, "Import {Import} waits for the database.", Id);
        }
    }

    private async Task TakeIn(CodeImportRow row, CancellationToken cancellation)
    {
        try
        {
            _file ??= await run.OpenAsync(row, cancellation);
            var refusal = _file.Opened switch
            {
                ReadableCodeFile(var reader) => await run.TakeInAsync(row, reader, Report, cancellation),
                RefusedCodeFile(var why) => why,
                var other => throw new System.Diagnostics.UnreachableException($"{other.GetType().Name} is no opened file."),
            };

            await imports.FinishAsync(Id, refusal?.Problem, clock.GetUtcNow());
            Adopt(await imports.FindAsync(Id, cancellation));
            metrics.Imported(_row!.Counts.Accepted, refusal is null);
        }
        finally
        {
            await CloseFile();
            if (row.Command.FileBytes > LargeFileBytes)
            {
                // What was sorted has just died of old age, 32 MB for a million codes; without a hint it would be kept until
                // memory is short. Nobody waits for this collection.
                GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
            }
        }
    }

    private void Report(CodeImportRow row)
    {
        DelayDeactivation(StayAfterSlice);
        Adopt(row);
    }

    private void Adopt(CodeImportRow? row)
    {
        _row = row;
        _version++;
        _watch.Changed();
    }

    private async Task CloseFile()
    {
        if (_file is { } file)
        {
            _file = null;
            await file.DisposeAsync();
        }
    }

    private CodeImportView View(CodeImportRow row) => new(
        row.Id,
        _version,
        row.Stage switch
        {
            ImportStage.Succeeded => CodeImportStatus.Succeeded,
            ImportStage.Failed => CodeImportStatus.Failed,
            _ => CodeImportStatus.Running,
        },
        row.BatchId,
        row.Counts.RowsRead,
        row.Counts.Accepted,
        row.Counts.Duplicates,
        row.Counts.Rejected,
        row.Problem,
        row.StartedAt,
        row.FinishedAt,
        row.Stage == ImportStage.Succeeded ? row.Counts.RowsRead : row.RowsTotal);

    private static bool SameInput(ImportProductCodes first, ImportProductCodes second) =>
        (first.Sha256, first.BatchName, first.PointsPerCode, first.Product, first.Category)
            == (second.Sha256, second.BatchName, second.PointsPerCode, second.Product, second.Category);
}
