using System.Globalization;
using System.Text.Json.Nodes;

namespace OrleansLoyalty.Benchmarks;

/// <summary>A list as an admin narrows it, and what every row of it must be.</summary>
/// <param name="Name">What it is called in the report.</param>
/// <param name="Where">The filter.</param>
/// <param name="Holds">Whether a row belongs there.</param>
internal sealed record ListCase(string Name, JsonObject Where, Func<JsonNode, bool> Holds);

/// <summary>Reads <c>productCodes</c> through the gateway: first pages and thousandth pages, of few codes and of many.</summary>
internal sealed class Lists(Settings settings, int postmaster)
{
    private const int Few = 100_000;
    private const int PageSize = 20;
    private const int Variants = 3;
    private const string Query =
        """
        query ($first: Int, $after: String, $where: ProductCodeFilterInput) {
          productCodes(first: $first, after: $after, where: $where) {
            nodes { code status importedAt claimedAt points batch { id name } claimedBy { id phone } }
            pageInfo { endCursor hasNextPage }
          }
        }
        """;

    private readonly SortedDictionary<string, Dictionary<int, double>> _p95 = new(StringComparer.Ordinal);
    private double _disturbance;
    private long _rows;

    internal static async Task<int> RunAsync(Settings settings)
    {
        var lists = new Lists(settings, await Cluster.PostmasterAsync());
        var tokens = new TokenFile(settings with { Members = 1 });
        await tokens.MakeAsync();
        foreach (var codes in new[] { Few, settings.Codes })
        {
            var database = await Cluster.FreshAsync(new Seed("lists", "lists", codes, codes / 50, 0));
            await using (var ours = await Side.StartOursAsync(settings, tokens, database, "lists"))
            {
                using var gateway = new Gateway(ours.Target, tokens.Admin());
                await lists.MeasureAsync(ours, gateway, codes);
            }

            await Cluster.DropAsync("lists");
        }

        lists.Report();
        return 0;
    }

    private async Task MeasureAsync(Side ours, Gateway gateway, int codes)
    {
        var cases = Cases(codes).ToList();
        foreach (var each in cases.Where(each => each.Name == cases[0].Name))
        {
            await SampleAsync(gateway, each, null); // The first reads compile what the others run.
        }

        foreach (var variants in cases.GroupBy(each => each.Name))
        {
            List<double> first = [], far = [];
            var ticks = Machine.Now(ours.ProcessId, postmaster);
            foreach (var variant in variants)
            {
                first.AddRange(await SampleAsync(gateway, variant, null));
                var (rows, cursor) = await WalkAsync(gateway, variant);
                if (cursor is not null)
                {
                    far.AddRange(await SampleAsync(gateway, variant, cursor));
                }

                _rows += rows;
            }

            ticks = Machine.Now(ours.ProcessId, postmaster) - ticks;
            _disturbance = Math.Max(_disturbance, ticks.Disturbance);
            await NoteAsync($"{variants.Key}, first page", codes, first);
            await NoteAsync($"{variants.Key}, page 1,000 or the last", codes, far);
        }
    }

    private async Task NoteAsync(string name, int codes, List<double> milliseconds)
    {
        if (milliseconds.Count == 0)
        {
            return;
        }

        milliseconds.Sort();
        var p95 = milliseconds[(int)(milliseconds.Count * 0.95)];
        if (!_p95.TryGetValue(name, out var known))
        {
            _p95.Add(name, known = []);
        }

        known[codes] = p95;
        await Console.Error.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{codes,10:N0} codes  {name,-48} p50 {milliseconds[milliseconds.Count / 2],7:N1} p95 {p95,7:N1} ms"));
    }

    private async Task<IEnumerable<double>> SampleAsync(Gateway gateway, ListCase list, string? after)
    {
        List<double> all = [];
        for (var i = 0; i < settings.Rounds; i++)
        {
            var (data, took) = await gateway.AskAsync(Query, new { first = PageSize, after, where = list.Where });
            Check(list, data);
            all.Add(took);
        }

        return all;
    }

    /// <summary>Goes to the thousandth page, or to the last; each row on the way must belong there and come once.</summary>
    private static async Task<(long Rows, string? Cursor)> WalkAsync(Gateway gateway, ListCase list)
    {
        var seen = new HashSet<string>();
        string? before = null;
        for (string? after = null; ;)
        {
            var (data, _) = await gateway.AskAsync(
                Query, new { first = Math.Min(100, (PageSize * 999) - seen.Count), after, where = list.Where });
            Check(list, data);
            var page = data["productCodes"]!;
            if (!page["nodes"]!.AsArray().All(row => seen.Add((string)row!["code"]!)))
            {
                throw new InvalidOperationException($"The books do not balance: {list.Name} shows a code twice.");
            }

            await Progress.SayAsync($"{list.Name}: {seen.Count:N0} rows");
            if (!(bool)page["pageInfo"]!["hasNextPage"]!)
            {
                return (seen.Count, before);
            }

            (before, after) = (after, (string)page["pageInfo"]!["endCursor"]!);
            if (seen.Count >= PageSize * 999)
            {
                return (seen.Count, after);
            }
        }
    }

    private static void Check(ListCase list, JsonNode data)
    {
        if (data["productCodes"]!["nodes"]!.AsArray().FirstOrDefault(row => !list.Holds(row!)) is { } stranger)
        {
            throw new InvalidOperationException($"The books do not balance: {list.Name} shows {stranger.ToJsonString()}.");
        }
    }

    private static IEnumerable<ListCase> Cases(int codes)
    {
        var random = new Random(6);
        for (var i = 0; i < Variants; i++)
        {
            var batch = Text(random.Next(11, 60));
            var code = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(
                System.Text.Encoding.ASCII.GetBytes(Text(random.Next(1, codes)))))[..16];
            var day = DateTimeOffset.UtcNow.AddDays(-random.Next(2, 80));
            var member = Seed.MemberName(random.Next(2, codes / 50));
            yield return new("every code", [], _ => true);
            yield return Status("ACTIVE", []);
            yield return Status("CLAIMED", []);
            yield return new("of a batch", new() { ["batchId"] = batch }, row => (string)row["batch"]!["id"]! == batch);
            yield return Status("CLAIMED", new() { ["batchId"] = batch }, " of a batch");
            yield return Prefix(code[..1]);
            yield return Prefix(code[..3]);
            yield return Prefix(code[..6]);
            yield return Times("imported within ten days", "imported", day.AddDays(-10), day);
            yield return Times("claimed within a day", "claimed", day.AddDays(-1), day);
            yield return Claimant("of a member", member);
            yield return Claimant("of a member with 21,000 claims", Seed.MemberName(1));
        }
    }

    private static ListCase Status(string status, JsonObject where, string of = "")
    {
        where["status"] = status;
        return new(status + of, where, row => (string)row["status"]! == status);
    }

    private static ListCase Prefix(string prefix) => new(
        $"beginning with {prefix.Length} letters",
        new() { ["codeStartsWith"] = prefix },
        row => ((string)row["code"]!).StartsWith(prefix, StringComparison.Ordinal));

    private static ListCase Times(string name, string what, DateTimeOffset from, DateTimeOffset to) => new(
        name,
        new() { [$"{what}From"] = from.ToString("O"), [$"{what}To"] = to.ToString("O") },
        row => DateTimeOffset.Parse((string)row[$"{what}At"]!, CultureInfo.InvariantCulture) is var at
            && at >= from.AddMilliseconds(-1) && at < to);

    private static ListCase Claimant(string name, string member) => new(
        name, new() { ["memberId"] = member }, row => (string?)row["claimedBy"]?["id"] == member);

    private void Report()
    {
        var findings = new Findings(
            "lists",
            $"{settings.Codes:N0} codes, 30 % claimed, beside {Few:N0}; pages of {PageSize}; p95 of {settings.Rounds * Variants} requests each",
            settings)
        {
            Books = $"Every row belonged to its list and came once, {_rows:N0} rows walked.",
            Disturbance = _disturbance,
        };
        foreach (var (name, p95) in _p95)
        {
            findings.Add(name, p95[settings.Codes], "ms", atMost: 20);
            if (p95.TryGetValue(Few, out var few))
            {
                findings.Add($"  over that of {Few:N0} codes", p95[settings.Codes] / few, "×", atMost: 1.5);
            }
        }

        findings.Print();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
