using System.Diagnostics;
using System.Text.Json.Nodes;
using OrleansLoyalty.Silo;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Tests.Operations;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>Three silos and a gateway, each a process of its own, over one database.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private const string Claim =
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points balance } errors { __typename } } }";

    private readonly string _data = LoyaltyProcess.NewData();

    private RunningCluster(FreshDatabase database) => Database = database;

    /// <summary>The database under all of them.</summary>
    public FreshDatabase Database { get; }

    /// <summary>The silos that were started and not forgotten.</summary>
    public List<RoleProcess> Silos { get; } = [];

    /// <summary>The gateway.</summary>
    public RoleProcess Gateway { get; private set; } = null!;

    /// <summary>Starts them.</summary>
    public static async Task<RunningCluster> StartAsync()
    {
        var cluster = new RunningCluster(await FreshDatabase.CreateAsync());
        cluster.Silos.Add(await cluster.StartAsync(ProcessRole.Silo));
        cluster.Silos.AddRange(await Task.WhenAll(
            cluster.StartAsync(ProcessRole.Silo), cluster.StartAsync(ProcessRole.Silo)));
        cluster.Gateway = await cluster.StartAsync(ProcessRole.Gateway);
        return cluster;
    }

    /// <summary>Starts one more process.</summary>
    public Task<RoleProcess> StartAsync(ProcessRole role) =>
        RoleProcess.StartAsync(role, Database.ConnectionString, _data);

    /// <summary>Prints codes without a file.</summary>
    public async Task PrintAsync(IReadOnlyList<string> codes)
    {
        await using var database = new OrleansLoyalty.Storage.Database(Database.ConnectionString);
        await new DemoCodes(database).PrintAsync("test", [.. codes]);
    }

    /// <summary>Clients of this many members, each signed in with a number of its own.</summary>
    public async Task<GraphQLClient[]> MembersAsync(int count) => await Task.WhenAll(Enumerable.Range(0, count).Select(
        number => Claiming.SignedInAsync(Gateway.Address, $"139{number:d8}", "MEMBER")));

    /// <summary>Claims a code, sending it again until it is answered.</summary>
    public static Task<Answer> ClaimAsync(GraphQLClient member, string code) => UntilAnsweredAsync(member, Claim, new { code });

    /// <summary>Sends an operation again until it is answered.</summary>
    public static async Task<Answer> UntilAnsweredAsync(GraphQLClient member, string operation, object? variables)
    {
        long? refused = null;
        while (true)
        {
            try
            {
                var answer = await member.AskAsync(operation, variables);
                if (answer["data"] is JsonObject data && data.First().Value is { } field)
                {
                    return new Answer(field, refused is { } since ? Stopwatch.GetElapsedTime(since) : TimeSpan.Zero);
                }
            }
            catch (HttpRequestException)
            {
                // A fault like any other: the same operation is sent again.
            }

            refused ??= Stopwatch.GetTimestamp();
            using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
            await pause.WaitForNextTickAsync();
        }
    }

    /// <summary>Waits until a query of one number answers this one.</summary>
    public async Task UntilAsync(string sql, long expected)
    {
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Convert.ToInt64(await Database.ScalarAsync(sql), System.Globalization.CultureInfo.InvariantCulture) != expected)
        {
            await beat.WaitForNextTickAsync(patience.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var role in Silos.Append(Gateway))
        {
            await role.DisposeAsync();
        }

        await Database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }
}

/// <summary>What an operation was answered, and for how long it was refused before.</summary>
internal sealed record Answer(JsonNode Field, TimeSpan Refused);
