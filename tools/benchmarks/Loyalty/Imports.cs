using System.Diagnostics;
using Npgsql;

namespace OrleansLoyalty.Benchmarks;

/// <summary>Imports through the application's own upload, beside a bare COPY of the same rows into the same indexed table.</summary>
internal sealed class Imports(Settings settings, ImportFiles files, int postmaster)
{
    private const string State =
        "query ($id: ID!) { codeImport(id: $id) { status rowsRead accepted duplicates rejected problem } }";

    private readonly Dictionary<string, List<double>> _rates = [];
    private readonly Dictionary<string, List<double>> _grown = [];
    private double _disturbance;
    private long _idle;

    internal static async Task<int> RunAsync(Settings settings)
    {
        var files = new ImportFiles(settings);
        await files.MakeAsync();
        var tokens = new TokenFile(settings with { Members = 1 });
        await tokens.MakeAsync();
        var bare = await Cluster.FreshAsync(new Seed("empty", "bare", 0, 0, 0));
        var database = await Cluster.FreshAsync(new Seed("empty", "imports", 0, 0, 0));
        var imports = new Imports(settings, files, await Cluster.PostmasterAsync());
        await using (var ours = await Side.StartOursAsync(settings, tokens, database, "imports"))
        {
            using var gateway = new Gateway(ours.Target, tokens.Admin());
            await imports.RunAsync(bare, ours, gateway);
        }

        imports.Report(await Side.VerifyAsync(database));
        await Cluster.DropAsync("bare");
        await Cluster.DropAsync("imports");
        return 0;
    }

    private async Task RunAsync(string bare, Side ours, Gateway gateway)
    {
        _idle = Machine.Resident(ours.ProcessId);
        await ImportAsync(ours, gateway, files.Csv, "warm-up"); // The first one compiles what the others run.
        for (var round = 1; round <= settings.Rounds; round++)
        {
            Add(_rates, "COPY", settings.Codes / await CopyAsync(bare));
            foreach (var (name, file) in new[] { (".csv", files.Csv), (".xlsx", files.Xlsx), (".xlsx inline", files.InlineXlsx) })
            {
                var (seconds, grown) = await ImportAsync(ours, gateway, file, $"{name}-{round}");
                Add(_rates, name, settings.Codes / seconds);
                Add(_grown, name, grown);
            }
        }
    }

    private async Task<double> CopyAsync(string database)
    {
        await Cluster.ExecuteAsync(database, "truncate product_codes; checkpoint");
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        var ticks = Machine.Now(0, postmaster);
        var began = Stopwatch.GetTimestamp();
        await using (var copy = await connection.BeginRawBinaryCopyAsync("copy product_codes (code, batch_id) from stdin (format binary)"))
        await using (var rows = File.OpenRead(files.Copy))
        {
            await rows.CopyToAsync(copy, 256 * 1024);
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        Disturbed(Machine.Now(0, postmaster) - ticks);
        await RequireCodesAsync(database);
        await Console.Error.WriteLineAsync($"bare COPY    {seconds,6:N2} s");
        return seconds;
    }

    private async Task<(double Seconds, double Megabytes)> ImportAsync(Side ours, Gateway gateway, string file, string request)
    {
        await Cluster.ExecuteAsync(ours.Database, "truncate product_codes, imports, import_pieces, code_batches; checkpoint");
        using var end = new CancellationTokenSource();
        var highest = Machine.HighestResidentAsync(ours.ProcessId, end.Token);
        var ticks = Machine.Now(ours.ProcessId, postmaster);
        var began = Stopwatch.GetTimestamp();
        var id = await gateway.ImportAsync(file, request);
        var uploaded = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var import = (await gateway.AskAsync(State, new { id })).Data["codeImport"]!;
        while (import["status"]!.GetValue<string>() == "RUNNING")
        {
            await Task.Delay(20);
            import = (await gateway.AskAsync(State, new { id })).Data["codeImport"]!;
            await Progress.SayAsync($"{request}: {(long)import["rowsRead"]!:N0} rows");
        }

        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        ticks = Machine.Now(ours.ProcessId, postmaster) - ticks;
        await end.CancelAsync();
        var grown = (await highest - _idle) / 1e6;
        if ((long)import["accepted"]! != settings.Codes || (long)import["duplicates"]! + (long)import["rejected"]! != 0)
        {
            throw new InvalidOperationException($"The books do not balance: {import.ToJsonString()}");
        }

        await RequireCodesAsync(ours.Database);
        Disturbed(ticks);
        await Console.Error.WriteLineAsync(
            $"{request,-16} {seconds,6:N2} s of which {uploaded:N2} upload; processor {Machine.Microseconds(ticks.Server) / 1e6:N2} s server, "
            + $"{Machine.Microseconds(ticks.Postgres) / 1e6:N2} s PostgreSQL; +{grown:N0} MB over {_idle / 1e6:N0}");
        return (seconds, grown);
    }

    private async Task RequireCodesAsync(string database)
    {
        var codes = await Cluster.ScalarAsync<long>(database, "select count(*) from product_codes");
        if (codes != settings.Codes)
        {
            throw new InvalidOperationException($"The books do not balance: {codes:N0} codes are in, not {settings.Codes:N0}.");
        }
    }

    private void Report(string books)
    {
        var findings = new Findings(
            "import", $"{settings.Codes:N0} codes of 16 letters into an empty, indexed table; medians of {settings.Rounds} rounds", settings)
        {
            Books = books,
            Disturbance = _disturbance,
        };
        var copy = Median(_rates["COPY"]);
        findings.Add("bare COPY", copy, "rows/s");
        findings.Add(".csv", Median(_rates[".csv"]), "rows/s");
        findings.Add(".csv over bare COPY", Median(_rates[".csv"]) / copy, "×", atLeast: 0.5);
        findings.Add(".xlsx as Excel saves it", Median(_rates[".xlsx"]), "rows/s", atLeast: 150_000);
        findings.Add(".xlsx with texts in the sheet", Median(_rates[".xlsx inline"]), "rows/s", atLeast: 150_000);
        foreach (var (name, grown) in _grown)
        {
            findings.Add($"resident memory over idle, {name}", grown.Max(), "MB", atMost: 150);
        }

        findings.Print();
    }

    private void Disturbed(Ticks ticks) => _disturbance = Math.Max(_disturbance, ticks.Disturbance);

    private static void Add(Dictionary<string, List<double>> all, string name, double value)
    {
        if (!all.TryGetValue(name, out var values))
        {
            all.Add(name, values = []);
        }

        values.Add(value);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
