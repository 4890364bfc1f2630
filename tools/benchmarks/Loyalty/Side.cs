using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>What is measured: a mutation, and where each side keeps the books of it.</summary>
/// <param name="Name">The benchmark's name and folder.</param>
/// <param name="Unit">What one answer is.</param>
/// <param name="OursCount">Counts ours.</param>
/// <param name="BaselinePath">Where the baseline is asked.</param>
/// <param name="BaselineCount">Counts the baseline's.</param>
/// <param name="Metric">The counter by which our process says how many it answered.</param>
internal sealed record Subject(
    string Name, string Unit, string OursCount, string BaselinePath, string BaselineCount, string Metric)
{
    internal static readonly Subject Scan = new(
        "scan", "claims", "select count(*) from claims", "/claim",
        "select count(*) from postings where points > 0", "loyalty_claims_total");

    internal static readonly Subject HotItem = new(
        "hot-item", "redemptions", "select 1000000000 - stock from mall_items where id = 'item-hot'", "/redeem",
        "select 1000000000 - stock from items where id = 'item-hot'", "loyalty_redemptions_total");
}

/// <summary>One of the two servers under comparison, running.</summary>
internal sealed class Side : IAsyncDisposable
{
    internal const string Ours = "ours";
    internal const string Baseline = "baseline";

    private readonly Process _process;

    private Side(string name, Process process, Uri target, string database)
    {
        _process = process;
        (Name, Target, Database) = (name, target, database);
    }

    internal string Name { get; }

    internal bool IsOurs => Name != Baseline;

    /// <summary>Which of a benchmark's scripts presses on it.</summary>
    internal string Script => IsOurs ? Ours : Baseline;

    /// <summary>Where it is asked.</summary>
    internal Uri Target { get; }

    /// <summary>The connection string of its database.</summary>
    internal string Database { get; }

    internal int ProcessId => _process.Id;

    /// <summary>Where the numbers of its requests go on: no code is asked for twice.</summary>
    internal long Next { get; set; }

    /// <summary>Starts the application as it is shipped, on its own port, and waits until it is ready.</summary>
    /// <param name="settings">Where its log goes.</param>
    /// <param name="tokens">The key that it trusts.</param>
    /// <param name="database">Its database.</param>
    /// <param name="name">What it is called where several of ours run.</param>
    /// <param name="port">Where it listens.</param>
    /// <param name="options">Settings that differ from what is shipped.</param>
    internal static async Task<Side> StartOursAsync(
        Settings settings,
        TokenFile tokens,
        string database,
        string name = Ours,
        int port = 5331,
        IReadOnlyDictionary<string, string>? options = null)
    {
        var server = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        var environment = new Dictionary<string, string>
        {
            ["LOYALTY_POSTGRES"] = database,
            ["Access__DevelopmentKeyFile"] = tokens.Key,
            ["Access__RememberedTokens"] = "1000000",
        };
        foreach (var (option, value) in options ?? new Dictionary<string, string>())
        {
            environment[option] = value;
        }

        var process = Start(
            settings.File($"{name}.log"), environment,
            Settings.App, "--urls", server, "--data", Path.GetFullPath(settings.Work));
        return await ReadyAsync(new Side(name, process, new Uri(server + "/graphql"), database), new Uri(server + "/health/ready"));
    }

    /// <summary>Recomputes everything from the tables.</summary>
    /// <returns>What it says in one line; throws when something disagrees.</returns>
    internal static async Task<string> VerifyAsync(string database)
    {
        var books = await Load.RunAsync("env", [$"LOYALTY_POSTGRES={database}", "dotnet", Settings.App, "verify"]);
        return books.Trim().Split('\n')[^1];
    }

    /// <summary>Starts the baseline with so many connections in its pool.</summary>
    internal static async Task<Side> StartBaselineAsync(Settings settings, Subject subject, string database, int pool)
    {
        var target = new Uri($"http://127.0.0.1:5332{subject.BaselinePath}");
        var process = Start(
            settings.File("baseline.log"), [], typeof(Side).Assembly.Location, "baseline", "5332",
            pool.ToString(CultureInfo.InvariantCulture), database);
        return await ReadyAsync(new Side(Baseline, process, target, database), target);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Load.RunAsync("kill", [_process.Id.ToString(CultureInfo.InvariantCulture)]);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string log, Dictionary<string, string> environment, params string[] arguments)
    {
        // Through a shell, so that the output goes to a file and is not read by the process that measures.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec dotnet \"$@\" >'{log}' 2>&1", "sh", .. arguments]);
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    // Any answer will do for the baseline, which has no health of its own.
    private static async Task<Side> ReadyAsync(Side side, Uri health)
    {
        using var http = new HttpClient();
        for (var tries = 0; tries < 300; tries++)
        {
            try
            {
                using var answer = await http.GetAsync(health);
                if (answer.IsSuccessStatusCode || !side.IsOurs)
                {
                    return side;
                }
            }
            catch (HttpRequestException) when (!side._process.HasExited)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException($"{side.Name} does not become ready; its log is beside the tokens.");
    }
}
