using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Many members at many addresses guess. <c>tools/hostile/run codes</c> tries 300,000; here it is fewer.</summary>
public sealed class GuessingCodes(ITestOutputHelper output) : IAsyncLifetime
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Claim =
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }";

    private static readonly int Guesses =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_CODES") ?? "3000", CultureInfo.InvariantCulture);

    private readonly LoyaltyCluster _cluster = new()
    {
        Settings =
        {
            ["Gateway:TrustedProxies:0"] = "127.0.0.1",
            ["Access:DeviceClaim"] = "device",
            ["ScanAttempts:Window"] = "1.00:00:00", // On a slow machine, too, nothing is forgotten while a test runs.
        },
    };

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Finds_none_and_is_capped_by_member_and_by_address_whichever_way_the_guesses_come()
    {
        const int PerGuesser = 30;
        var seed = int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_SEED") ?? $"{Environment.TickCount}", CultureInfo.InvariantCulture);
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var printed = Enumerable.Range(0, 1_000).Select(_ => Code(random)).ToArray();
        await using var usual = new Other { Cluster = { Settings = { ["Gateway:TrustedProxies:0"] = "127.0.0.1" } } };
        var cluster = usual.Cluster;
        await cluster.InitializeAsync();
        await cluster.PrintAsync(printed);
        var (members, addresses) = (Guesses / PerGuesser, Math.Max(2, Guesses / 1_500));
        var guesses = Enumerable.Range(0, members).Select(_ => Enumerable.Range(0, PerGuesser).Select(_ => Guess(random, printed)).ToArray()).ToArray();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = cluster.Address };

        var (haul, clock) = (new Haul(), Stopwatch.StartNew());
        await Parallel.ForEachAsync(guesses.Index(), new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (one, _) =>
        {
            var (member, codes) = one;
            var guesser = new AGuesser(
                cluster.Address, http, Callers.Token(cluster, $"m-guesser-{member}", "member"), Address(member % addresses));
            await ((member % 10) switch
            {
                < 5 => guesser.OneByOneAsync(codes, haul),
                < 9 => guesser.OverASocketAsync(codes, haul),
                _ => guesser.ByAliasesAsync(codes, haul),
            });
            if (member % 1_000 == 999)
            {
                output.WriteLine($"{(member + 1) * PerGuesser:N0} guesses, {clock.Elapsed.TotalSeconds:N0} s");
            }
        });

        output.WriteLine(
            $"{Guesses:N0} guesses of {members:N0} members at {addresses} addresses in {clock.Elapsed.TotalSeconds:N1} s: "
            + $"{haul.Found} found, {haul.Learnt:N0} learnt to be no code, {haul.Refused:N0} refused");
        var perAddress = 300 + (clock.Elapsed.TotalMinutes * 30);
        Assert.Equal(0, haul.Found);
        Assert.InRange(haul.Learnt, 1, Math.Min(members * 10, addresses * perAddress));
        Assert.Equal(members * PerGuesser, haul.Learnt + haul.Refused);
        Assert.Equal(0L, await cluster.Database.ScalarAsync("select count(*) from claims"));
    }

    [Fact]
    public async Task Blocks_an_address_for_whoever_is_signed_in_there_and_no_other_address()
    {
        await _cluster.PrintAsync("ADDRESS-1", "ADDRESS-2");
        for (var member = 0; member < 30; member++)
        {
            await GuessAsync($"m-{member}", "198.51.100.7", 10);
        }

        Assert.Equal("TooManyAttemptsError", await ClaimAsync("m-honest", "198.51.100.7", "ADDRESS-1"));
        Assert.Equal(0L, await _cluster.Database.ScalarAsync("select count(*) from claims where code = 'ADDRESS-1'"));
        Assert.Null(await ClaimAsync("m-honest", "198.51.100.8", "ADDRESS-1"));
        Assert.Null(await ClaimAsync("m-honest", "2001:db8::1", "ADDRESS-2"));
    }

    [Fact]
    public async Task Counts_a_whole_network_of_IPv6_as_one_address()
    {
        for (var member = 0; member < 30; member++)
        {
            await GuessAsync($"m-six-{member}", $"2001:db8:1:1::{member + 1:x}", 10);
        }

        Assert.Equal("TooManyAttemptsError", await ClaimAsync("m-honest", "2001:db8:1:1:ffff::1", "SIX-1"));
        Assert.Equal("CodeNotFoundError", await ClaimAsync("m-honest", "2001:db8:1:2::1", "SIX-1"));
    }

    [Fact]
    public async Task Blocks_a_device_that_the_issuer_vouches_for_whoever_is_signed_in_on_it()
    {
        await _cluster.PrintAsync("DEVICE-1");
        for (var member = 0; member < 2; member++)
        {
            await GuessAsync($"m-device-{member}", $"203.0.113.{member}", 10, device: "phone-1");
        }

        Assert.Equal("TooManyAttemptsError", await ClaimAsync("m-device-9", "203.0.113.9", "DEVICE-1", device: "phone-1"));
        Assert.Null(await ClaimAsync("m-device-9", "203.0.113.9", "DEVICE-1", device: "phone-2"));
    }

    [Fact]
    public async Task Gains_nothing_by_writing_another_address_in_front_of_the_proxys()
    {
        for (var i = 0; i < 300; i++)
        {
            await GuessAsync($"m-lies-{i / 10}", $"10.9.8.{i % 250}, 192.0.2.1", 1);
        }

        Assert.Equal("TooManyAttemptsError", await ClaimAsync("m-honest", "10.1.1.1, 192.0.2.1", "LIES-1"));
    }

    [Fact]
    public async Task Gains_nothing_by_naming_an_address_where_no_proxy_is_trusted()
    {
        await using var bare = new Other { Cluster = { Settings = { ["ScanAttempts:Window"] = "1.00:00:00" } } };
        await bare.Cluster.InitializeAsync();
        for (var i = 0; i < 300; i++)
        {
            await GuessAsync($"m-bare-{i / 10}", $"10.9.8.{i % 250}", 1, cluster: bare.Cluster);
        }

        Assert.Equal("TooManyAttemptsError", await ClaimAsync("m-honest", "10.1.1.1", "BARE-1", cluster: bare.Cluster));
    }

    private async Task GuessAsync(string member, string address, int times, string? device = null, LoyaltyCluster? cluster = null)
    {
        for (var i = 0; i < times; i++)
        {
            Assert.Equal("CodeNotFoundError", await ClaimAsync(member, address, $"WRONG-{Guid.NewGuid():N}", device, cluster));
        }
    }

    /// <summary>The refusal's type, or null for a claim.</summary>
    private async Task<string?> ClaimAsync(
        string member, string address, string code, string? device = null, LoyaltyCluster? cluster = null)
    {
        cluster ??= _cluster;
        using var client = new GraphQLClient(
            cluster.Address, Callers.Token(cluster, member, "member", also: device is null ? null : ("device", device)));
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        JsonNode payload = await client.FieldAsync(Claim, new { code });
        return (string?)payload["errors"]?[0]?["__typename"];
    }

    private static string Address(int number) => $"198.18.{number / 250}.{(number % 250) + 1}";

    private static string Code(Random random) => new(random.GetItems<char>(Alphabet, 12));

    // Some are random, some differ from a printed one in a letter.
    private static string Guess(Random random, string[] printed)
    {
        if (random.Next(2) == 0)
        {
            return Code(random);
        }

        var near = printed[random.Next(printed.Length)].ToCharArray();
        near[random.Next(near.Length)] = '0'; // No printed code has a zero.
        return new string(near);
    }

    private sealed class Other : IAsyncDisposable
    {
        public LoyaltyCluster Cluster { get; } = new();

        public async ValueTask DisposeAsync() => await Cluster.DisposeAsync();
    }
}
