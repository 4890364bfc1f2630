using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.Silo;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Silos;

/// <summary>Two silos and a gateway over one database, each a host of its own with its own connections.</summary>
public sealed class SeveralProcesses : IAsyncLifetime
{
    private const string Claim =
        "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points balance } errors { __typename } } }";

    private static readonly string[] Codes = [.. Enumerable.Range(0, 40).Select(number => $"CLUSTER{number:d4}")];

    private readonly string _data = Directory.CreateTempSubdirectory("loyalty-test-").FullName;
    private readonly List<WebApplication> _running = [];
    private FreshDatabase _database = null!;

    [Fact]
    public async Task Serve_as_one_system_and_go_on_when_a_silo_leaves()
    {
        var leaving = await StartAsync(ProcessRole.Silo);
        var staying = await StartAsync(ProcessRole.Silo);
        var gateway = await StartAsync(ProcessRole.Gateway);
        await new DemoCodes(staying.Services.GetRequiredService<OrleansLoyalty.Storage.Database>()).PrintAsync("test", Codes);
        using var member = await SignInAsync(gateway);

        var before = await Task.WhenAll(Codes[..20].Select(code => ClaimAsync(member, code)));
        var hosts = await Hosts(gateway);
        await StopAsync(leaving);
        var after = await Task.WhenAll(Codes.Select(code => ClaimAsync(member, code)));

        Assert.Equal(2, hosts);
        Assert.Equal(1, await Hosts(gateway));
        Assert.Equal(before, after[..20]);
        Assert.Equal(40, after.Distinct().Count());
        Assert.Equal(40L, await _database.ScalarAsync("select count(*) from claims"));
    }

    [Fact]
    public async Task Tell_each_other_what_the_database_did_not_answer()
    {
        var silo = await StartAsync(ProcessRole.Silo);
        var gateway = await StartAsync(ProcessRole.Gateway);
        await new DemoCodes(silo.Services.GetRequiredService<OrleansLoyalty.Storage.Database>()).PrintAsync("test", Codes);
        using var member = await SignInAsync(gateway);

        await _database.ScalarAsync("alter table code_batches rename to elsewhere");
        var fault = await member.AskAsync(Claim, new { code = Codes[0] });
        await _database.ScalarAsync("alter table elsewhere rename to code_batches");

        Assert.Equal("UNAVAILABLE", fault["errors"]![0]!["extensions"]!["code"]!.GetValue<string>());
        Assert.Contains("\"claim\":{", await ClaimAsync(member, Codes[0]), StringComparison.Ordinal);
    }

    public async Task InitializeAsync() => _database = await FreshDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        foreach (var app in _running.ToArray().Reverse())
        {
            await StopAsync(app);
        }

        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private async Task<WebApplication> StartAsync(ProcessRole role)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:DevelopmentSignIn"] = "true",
            ["Access:DevelopmentKeyFile"] = Path.Combine(_data, "key.pem"),
        });
        var options = new LoyaltyOptions { Postgres = _database.ConnectionString, Data = _data, PoolSize = 4 };
        options.Process.Role = role;
        var app = LoyaltyHost.Build(builder, options);
        _running.Add(app);
        await LoyaltyHost.PrepareDatabaseAsync(app);
        await app.StartAsync();
        return app;
    }

    private async Task StopAsync(WebApplication app)
    {
        _running.Remove(app);
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static async Task<GraphQLClient> SignInAsync(WebApplication gateway)
    {
        var address = new Uri(gateway.Urls.First() + "/");
        using var anonymous = new GraphQLClient(address, null);
        var signedIn = await anonymous.FieldAsync(
            "mutation { signIn(input: { phone: \"13900000009\", role: MEMBER }) { token } }");
        return new GraphQLClient(address, signedIn["token"]!.GetValue<string>());
    }

    private static async Task<string> ClaimAsync(GraphQLClient member, string code) =>
        (await member.FieldAsync(Claim, new { code })).ToJsonString();

    private static async Task<int> Hosts(WebApplication gateway) => (await gateway.Services
        .GetRequiredService<IClusterClient>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;
}
