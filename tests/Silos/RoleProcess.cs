using System.Diagnostics;
using System.Globalization;
using System.Text;
using OrleansLoyalty.Silo;
using OrleansLoyalty.Tests.Operations;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>A silo or a gateway as a process of its own, which can be killed, frozen and asked to end.</summary>
internal sealed class RoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RoleProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"Ended. It printed:\n{Output}"));
    }

    /// <summary>Where it serves health, metrics and, as a gateway, GraphQL; ending in a slash.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The port by which the other silos know a silo.</summary>
    public int SiloPort { get; private init; }

    /// <summary>Everything printed so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Completes when the process has ended.</summary>
    public Task Ended => _process.WaitForExitAsync().WaitAsync(Patience);

    /// <summary>Starts the application that these tests were built with, and returns once it is ready.</summary>
    public static async Task<RoleProcess> StartAsync(ProcessRole role, string postgres, string data)
    {
        var port = LoyaltyProcess.FreePort();
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "loyalty.dll"), "--urls", "http://127.0.0.1:0", "--data", data])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["LOYALTY_POSTGRES"] = postgres,
                ["Loyalty__PoolSize"] = "4",
                ["Access__DevelopmentSignIn"] = "true",
                ["Process__Role"] = role.ToString(),
                ["Process__Address"] = "127.0.0.1",
                ["Process__SiloPort"] = port.ToString(CultureInfo.InvariantCulture),
            },
        };
        var started = new RoleProcess(new Process { StartInfo = start, EnableRaisingEvents = true }) { SiloPort = port };
        started._process.Start();
        started._process.BeginOutputReadLine();
        started._process.BeginErrorReadLine();
        started.Address = await started._ready.Task.WaitAsync(Patience);
        return started;
    }

    /// <summary>Sends a signal by its name, such as KILL or STOP.</summary>
    public async Task SignalAsync(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Asks the process to end, as an operator does, and waits for it.</summary>
    public async Task StopAsync()
    {
        await SignalAsync("TERM");
        await Ended;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await SignalAsync("KILL");
            await Ended;
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith("Ready: ", StringComparison.Ordinal))
        {
            _ready.TrySetResult(new Uri(new Uri(line.Split(' ')[1]), "/"));
        }
    }
}
