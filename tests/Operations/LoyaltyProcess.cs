using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OrleansLoyalty.Tests.House;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>
/// The system as an operator has it: <c>./run</c> with its application and its PostgreSQL, on a free port. It is
/// built with the GraphQL framework that these tests are built with.
/// </summary>
internal sealed class LoyaltyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _run;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoyaltyProcess(string data, Process run)
    {
        Data = data;
        _run = run;
        _run.OutputDataReceived += (_, line) => Read(line.Data);
        _run.ErrorDataReceived += (_, line) => Read(line.Data);
    }

    /// <summary>The folder given as <c>--data</c>.</summary>
    public string Data { get; }

    /// <summary>Where the gateway listens, as the Ready line has it, ending in a slash.</summary>
    public Uri Endpoint { get; private set; } = null!;

    /// <summary>The Ready line.</summary>
    public string Ready { get; private set; } = "";

    /// <summary>Everything printed so far, progress included.</summary>
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

    /// <summary>An empty folder for <c>--data</c>, which PostgreSQL's own user can reach.</summary>
    public static string NewData() =>
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"loyalty-operations-{Guid.NewGuid():N}")).FullName;

    /// <summary>A port of 127.0.0.1 that nothing listened on a moment ago.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Starts the system and returns once it is ready; fails with all it printed if it ends before.</summary>
    public static async Task<LoyaltyProcess> StartAsync(string data, params string[] options)
    {
        var port = FreePort().ToString(CultureInfo.InvariantCulture);
        var process = new LoyaltyProcess(data, Command("./run", ["--port", port, "--data", data, .. Framework, .. options]));
        process.Begin();
        await process.BecomeReadyAsync();
        return process;
    }

    /// <summary>Runs <c>./run</c> with these arguments to its end.</summary>
    public static async Task<(int Code, string Output)> EndOfAsync(params string[] arguments)
    {
        await using var process = new LoyaltyProcess("", Command("./run", arguments));
        process.Begin();
        return (await process.ExitCodeAsync(), process.Output);
    }

    /// <summary>The options that name the framework of this build, so that nothing is built again.</summary>
    public static string[] Framework =>
        // artifacts/<graphql>/bin/<project>/<configuration>/
        ["--graphql", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Parent!.Parent!.Name];

    /// <summary>Asks the system to stop, as Ctrl-C does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await SignalAsync("TERM", [_run.Id]);
        return await ExitCodeAsync();
    }

    /// <summary>Ends the application, the database and <c>./run</c> itself at once, without a chance to finish.</summary>
    public async Task KillEverythingAsync()
    {
        var server = PostgresProcess();
        var everything = Descendants(_run.Id).Concat(Descendants(server)).Append(server).Append(_run.Id).ToArray();
        await SignalAsync("KILL", everything);
        await ExitCodeAsync();
    }

    /// <summary>Shuts PostgreSQL down under the running application; returns when it is gone.</summary>
    public async Task StopDatabaseAsync()
    {
        using var server = Process.GetProcessById(PostgresProcess());
        await SignalAsync("INT", [server.Id]);
        await server.WaitForExitAsync().WaitAsync(Patience);
    }

    /// <summary>Starts PostgreSQL again on the same data; returns when it takes connections.</summary>
    public async Task StartDatabaseAsync()
    {
        const string Start = "set -euo pipefail; . tools/scripts/say.sh; . tools/scripts/postgres.sh; postgres_start \"$0\"";
        await using var command = new LoyaltyProcess(Data, Command("-c", [Start, Data]));
        command.Begin();
        Assert.True(await command.ExitCodeAsync() == 0, command.Output);
    }

    /// <summary>The process id of the PostgreSQL that serves this data, or 0 when none has it open.</summary>
    public int PostgresProcess()
    {
        var elsewhere = Path.Combine(Data, "postgres.location");
        var home = File.Exists(elsewhere) ? File.ReadAllText(elsewhere).Trim() : Path.Combine(Data, "postgres");
        var lockFile = Path.Combine(home, "data", "postmaster.pid");
        return File.Exists(lockFile) ? int.Parse(File.ReadLines(lockFile).First(), CultureInfo.InvariantCulture) : 0;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_run.HasExited)
        {
            await StopAsync();
        }

        _run.Dispose();
    }

    private static Process Command(string file, string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [file, .. arguments])
        {
            WorkingDirectory = SourceTree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // These tests end the database as well, so it has to be one of their own.
        start.Environment.Remove("LOYALTY_POSTGRES");
        start.Environment["LOYALTY_PAGES"] = "off";
        return new Process { StartInfo = start, EnableRaisingEvents = true };
    }

    private void Begin()
    {
        _run.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException("Ended before it was ready."));
        _run.Start();
        _run.BeginOutputReadLine();
        _run.BeginErrorReadLine();
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
            _ready.TrySetResult(line);
        }
    }

    private async Task BecomeReadyAsync()
    {
        try
        {
            Ready = await _ready.Task.WaitAsync(Patience);
        }
        catch (Exception problem) when (problem is InvalidOperationException or TimeoutException)
        {
            await DisposeAsync();
            throw new InvalidOperationException($"{problem.Message} It printed:\n{Output}", problem);
        }

        Endpoint = new Uri(new Uri(Ready.Split(' ')[1]), "/");
    }

    private async Task<int> ExitCodeAsync()
    {
        await _run.WaitForExitAsync().WaitAsync(Patience);
        return _run.ExitCode;
    }

    private static async Task SignalAsync(string signal, int[] processes)
    {
        using var kill = Process.Start(
            "kill", [$"-{signal}", .. processes.Where(id => id > 0).Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync();
    }

    /// <summary>The processes that this one started, and theirs.</summary>
    private static IEnumerable<int> Descendants(int process)
    {
        var children = $"/proc/{process}/task/{process}/children";
        if (process == 0 || !File.Exists(children))
        {
            return [];
        }

        var own = File.ReadAllText(children)
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(id => int.Parse(id, CultureInfo.InvariantCulture))
            .ToArray();
        return own.Concat(own.SelectMany(Descendants));
    }
}
