using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.Chaos.Recording;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>The recorder as the injector sees it.</summary>
public sealed class RecorderProcess : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource _filled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _turn = new();
    private volatile string _stat = "0 0 0 0";

    private RecorderProcess(Process process) => _process = process;

    /// <summary>Its counts so far: done, refused, unknown, reads.</summary>
    public long[] Counts => [.. _stat.Split(' ').Take(4).Select(number => long.Parse(number, CultureInfo.InvariantCulture))];

    /// <summary>Why answers were unknown, and how often.</summary>
    public string Causes => string.Join(' ', _stat.Split(' ').Skip(4));

    /// <summary>Starts it.</summary>
    public static RecorderProcess Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Self, "record", .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var recorder = new RecorderProcess(process);
        process.OutputDataReceived += (_, line) => recorder.Read(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => recorder._filled.TrySetException(new InvalidOperationException("The recorder ended early."));
        process.BeginOutputReadLine();
        return recorder;
    }

    /// <summary>This very program.</summary>
    public static string Self => typeof(RecorderProcess).Assembly.Location;

    /// <summary>Says which gateways are in service.</summary>
    public void Serve(IEnumerable<Front> fronts) => Say($"serve {string.Join(' ', fronts)}");

    /// <summary>Waits until the system is filled, and lets the load begin.</summary>
    public async Task LoadAsync()
    {
        await _filled.Task.WaitAsync(TimeSpan.FromMinutes(3));
        Say("load");
    }

    /// <summary>Waits until something is answered that was not when this was called.</summary>
    /// <returns>Whether that was within <paramref name="patience"/>.</returns>
    public async Task<bool> AnswersAsync(TimeSpan patience)
    {
        var (before, since) = (Answered, Stopwatch.StartNew());
        while (Answered == before && !_process.HasExited)
        {
            if (since.Elapsed > patience)
            {
                return false;
            }

            await Task.Delay(50);
        }

        return !_process.HasExited;
    }

    /// <summary>Lets it end; returns when everything is known, or its grace is over.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task EndAsync()
    {
        Say("end");
        await _process.WaitForExitAsync();
        if (_process.ExitCode != 0)
        {
            throw new InvalidOperationException($"The recorder ended with {_process.ExitCode}.");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    private long Answered => Counts[0] + Counts[1];

    private void Say(string line)
    {
        lock (_turn)
        {
            _process.StandardInput.WriteLine(line);
            _process.StandardInput.Flush();
        }
    }

    private void Read(string? line)
    {
        if (line == "filled")
        {
            _filled.TrySetResult();
        }
        else if (line?.StartsWith("stat ", StringComparison.Ordinal) == true)
        {
            _stat = line[5..];
        }
    }
}
