using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Verification;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>The port is open and the demo's data is not there: what comes in that moment.</summary>
public sealed class FillingTheDemo : IAsyncLifetime
{
    private const string DemoPhone = "13800000001";

    private readonly string _data = Directory.CreateTempSubdirectory("loyalty-demo-").FullName;
    private FreshDatabase _database = null!;

    public async Task InitializeAsync() => _database = await FreshDatabase.CreateAsync();

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Is_not_ready_until_the_data_is_there_and_asks_to_come_again()
    {
        var (before, early, code) = (HttpStatusCode.Unused, (HttpResponseMessage?)null, "");
        await using var app = Build(async host =>
        {
            using var client = new HttpClient { BaseAddress = Address(host) };
            before = (await client.GetAsync("health/ready")).StatusCode;
            early = await SignInAsync(client);
            code = (string?)(await early.Content.ReadFromJsonAsync<JsonNode>())!["errors"]?[0]?["extensions"]?["code"];
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).StatusCode);
        });

        await app.StartAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, before);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "UNAVAILABLE"), (early!.StatusCode, code));
        Assert.Equal(TimeSpan.FromSeconds(2), early.Headers.RetryAfter?.Delta);
        using var client = new HttpClient { BaseAddress = Address(app) };
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/ready")).StatusCode);
        using var late = await SignInAsync(client);
        Assert.NotNull((await late.Content.ReadFromJsonAsync<JsonNode>())!["data"]?["signIn"]?["token"]);
        await app.StopAsync();
    }

    [Fact]
    public async Task Gives_a_member_who_was_first_what_the_demos_member_gets()
    {
        // As through another gateway of the same cluster, which does not wait for this one.
        await using var app = Build(async host => Assert.IsType<Joined>(
            await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IMemberAccountGrain>("m-early")
                .Join(new JoinProgram(DemoPhone, null))));

        await app.StartAsync();

        var grains = app.Services.GetRequiredService<IGrainFactory>();
        var early = await grains.GetGrain<IMemberAccountGrain>("m-early").View();
        Assert.True(early!.Balance.Value >= 120, $"{early.Balance}"); // Twelve codes of ten points each.
        Assert.Equal(0L, await _database.ScalarAsync("select count(*) from members where id = 'm-demo-1'"));
        var database = app.Services.GetRequiredService<OrleansLoyalty.Storage.Database>();
        Assert.Empty((await new Verifier(database).RunAsync()).Problems);
        await app.StopAsync();
    }

    private WebApplication Build(Func<IHost, Task> beforeItIsFilled)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Access:DevelopmentSignIn"] = "true",
            ["Access:DevelopmentKeyFile"] = Path.Combine(_data, "key.pem"),
        });
        WebApplication? app = null;
        builder.Services.AddSingleton<IHostedService>(new Moment(() => beforeItIsFilled(app!)));
        app = LoyaltyHost.Build(
            builder, new LoyaltyOptions { Postgres = _database.ConnectionString, Data = _data, Demo = true });
        LoyaltyHost.PrepareDatabaseAsync(app).GetAwaiter().GetResult();
        return app;
    }

    private static Uri Address(IHost host) => new(((WebApplication)host).Urls.First() + "/");

    private static Task<HttpResponseMessage> SignInAsync(HttpClient client) => client.PostAsJsonAsync(
        "graphql",
        new { query = $"mutation {{ signIn(input: {{ phone: \"{DemoPhone}\", role: MEMBER }}) {{ token }} }}" });

    /// <summary>The moment when everything has started and nothing that waits for the start has begun.</summary>
    private sealed class Moment(Func<Task> act) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => act();

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
