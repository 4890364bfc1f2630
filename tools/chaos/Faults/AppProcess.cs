using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>What every process of the application is started with.</summary>
/// <param name="Dll">The application.</param>
/// <param name="Postgres">Its database.</param>
/// <param name="Work">The folder of the run: logs, and the key that signs tokens.</param>
public sealed record AppSettings(string Dll, string Postgres, string Work);

/// <summary>One process of the application.</summary>
public sealed class AppProcess : IDisposable
{
    private const string Ready = "Ready: ";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly string[] FakeTimes =
    [
        "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1",
        "/usr/lib64/faketime/libfaketimeMT.so.1",
    ];

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private AppProcess(int view, Process process, StreamWriter log) => (View, _process, _log) = (view, process, log);

    /// <summary>Its number in the run.</summary>
    public int View { get; }

    /// <summary>The port it listens on, once it is ready.</summary>
    public int Port { get; private set; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>What makes a clock wrong, where it is installed.</summary>
    public static string? FakeTime => FakeTimes.FirstOrDefault(File.Exists);

    /// <summary>Starts one; returns before it is ready.</summary>
    /// <param name="settings">What it is started with.</param>
    /// <param name="view">Its number.</param>
    /// <param name="clock">How far its clock is off, such as <c>+1h</c>; <see langword="null"/> for not at all.</param>
    /// <param name="more">More settings, as environment variables.</param>
    public static AppProcess Start(
        AppSettings settings, int view, string? clock = null, params (string Name, string Value)[] more)
    {
        var start = new ProcessStartInfo(
            "dotnet", [settings.Dll, "--urls", "http://127.0.0.1:0", "--data", settings.Work])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = settings.Work,
        };
        start.Environment["LOYALTY_POSTGRES"] = settings.Postgres;
        start.Environment["DOTNET_gcServer"] = "0";
        foreach (var (name, value) in more)
        {
            start.Environment[name] = value;
        }

        if (clock is not null)
        {
            start.Environment["LD_PRELOAD"] = FakeTime;
            start.Environment["FAKETIME"] = clock;
            start.Environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
        }

        var log = new StreamWriter(Path.Combine(settings.Work, string.Create(CultureInfo.InvariantCulture, $"app-{view}.log"))) { AutoFlush = true };
        var process = new AppProcess(view, new Process { StartInfo = start, EnableRaisingEvents = true }, log);
        process.Begin();
        return process;
    }

    /// <summary>Waits until it says that it is ready.</summary>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public async Task ReadyAsync() => Port = await _port.Task.WaitAsync(Patience);

    /// <summary>Ends it at once.</summary>
    public async Task KillAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it where it stands.</summary>
    public Task FreezeAsync() => Commands.SignalAsync("STOP", _process.Id);

    /// <summary>Lets it go on.</summary>
    public Task WakeAsync() => Commands.SignalAsync("CONT", _process.Id);

    /// <inheritdoc/>
    public void Dispose()
    {
        _process.Dispose();
        _log.Dispose();
    }

    private void Begin()
    {
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _port.TrySetException(
            new InvalidOperationException($"Process {View} ended before it was ready; see its log."));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.WriteLine(line);
        }

        if (line.StartsWith(Ready, StringComparison.Ordinal))
        {
            _port.TrySetResult(new Uri(line.Split(' ')[1]).Port);
        }
    }
}
