using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansLoyalty.Api;
using OrleansLoyalty.Api.Feed;
using OrleansLoyalty.Api.WebPages;
using OrleansLoyalty.Audit;
using OrleansLoyalty.Demo;
using OrleansLoyalty.Feed;
using OrleansLoyalty.Health;
using OrleansLoyalty.Metrics;
using OrleansLoyalty.Orders;
using OrleansLoyalty.Silo;
using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Journal;
using OrleansLoyalty.Storage.Schema;

namespace OrleansLoyalty;

/// <summary>Puts the parts of the system together in one process.</summary>
public static class LoyaltyHost
{
    /// <summary>Composes a process of the system; nothing runs and nothing is contacted yet.</summary>
    /// <param name="builder">Settings are read from its configuration.</param>
    /// <param name="options">What part of the system it is, over which database.</param>
    public static WebApplication Build(WebApplicationBuilder builder, LoyaltyOptions options)
    {
        var process = options.Process;
        builder.AddProcess(options);
        if (process.Role == ProcessRole.Gateway)
        {
            builder.UseOrleansClient(client => client.OfACluster(process, options.Postgres));
        }
        else if (process.NeedsCluster)
        {
            builder.AddSilo(options, silo => silo.InACluster(process, options.Postgres));
        }
        else
        {
            builder.AddSilo(options, silo => silo.OnItsOwn(process));
        }

        if (process.Role != ProcessRole.Silo)
        {
            builder.AddGateway();
        }

        if (options.Demo)
        {
            builder.Services.AddSingleton<DemoFilling>();
            builder.Services.AddHostedService(provider => provider.GetRequiredService<DemoFilling>());
            builder.Services.AddHealthChecks().AddCheck<DemoFilling>("demo");
        }

        var app = builder.Build();
        if (options.Demo)
        {
            app.Use(app.Services.GetRequiredService<DemoFilling>().HoldBackAsync);
        }

        app.MapProcess();
        if (process.Role != ProcessRole.Silo)
        {
            app.MapPages();
            app.MapGateway();
        }

        return app;
    }

    /// <summary>Waits for the database, brings the schema up to date and refuses a database that could lose an answer.</summary>
    public static async Task PrepareDatabaseAsync(WebApplication app, CancellationToken cancellation = default)
    {
        var options = app.Services.GetRequiredService<LoyaltyOptions>();
        await PrepareDatabaseAsync(app.Services.GetRequiredService<Database>(), options, app.Logger, cancellation);
        if (options.Process.NeedsCluster)
        {
            await OrleansTables.MakeAsync(options.Postgres, cancellation);
        }
    }

    /// <summary>The same for a database alone, without the tables of a cluster.</summary>
    public static async Task PrepareDatabaseAsync(
        Database database, LoyaltyOptions options, ILogger log, CancellationToken cancellation = default)
    {
        await Arrival.AwaitAsync(database.Owner, options.PostgresPatience, log, cancellation);
        await Durability.RequireAsync(database.Owner, cancellation);
        await Migrations.ApplyAsync(database.Owner, log, cancellation: cancellation);
    }

    /// <summary>What every process has: the database and its lists, the clock, health and metrics.</summary>
    public static void AddProcess(this IHostApplicationBuilder builder, LoyaltyOptions options)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(
            options.Postgres, options.PoolSize, OrleansTables.MembershipOf(options.Process)));
        services.AddQueries();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("postgres");
        services.AddSingleton<MetricsText>();
        services.AddSingleton<RoundsHost>();
        services.AddHostedService<QuietTimes>();
    }

    /// <summary>
    /// A silo: the journal, the grains, and what runs beside them. Services stop in the reverse order: first what comes
    /// after this, such as a gateway, then the grains, then the journal they hand over to.
    /// </summary>
    /// <param name="builder">A process that <see cref="AddProcess"/> has prepared.</param>
    /// <param name="options">What part of the system it is.</param>
    /// <param name="among">How the silo finds the others.</param>
    public static void AddSilo(this IHostApplicationBuilder builder, LoyaltyOptions options, Action<ISiloBuilder> among)
    {
        var services = builder.Services;
        services.AddSiloStorage();
        services.AddGrainServices();
        builder.UseOrleans(silo => among(silo.AddLoyaltyGrains(options.Process)));
        services.AddSingleton<CommitAnnouncer>();
        services.AddSingleton<IFactPublisher>(provider => provider.GetRequiredService<CommitAnnouncer>());
        services.AddHostedService(provider => provider.GetRequiredService<CommitAnnouncer>());
        services.AddSelfAudit();
        services.AddSingleton<OrderSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<OrderSweeper>());
    }

    /// <summary>A gateway: GraphQL, and the bell that tells its followers of commits.</summary>
    public static void AddGateway(this IHostApplicationBuilder builder)
    {
        var gateway = builder.Configuration.GetSection("Gateway").Get<GatewayOptions>() ?? new GatewayOptions();
        builder.Services.AddGateway(gateway);
        builder.Services.AddSingleton<FeedBell>();
        builder.Services.AddSingleton<IFeedBell>(provider => provider.GetRequiredService<FeedBell>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FeedBell>());
    }

    /// <summary>What an operator asks of every process: whether it lives, whether it is ready, its metrics.</summary>
    public static void MapProcess(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResultStatusCodes = { [HealthStatus.Degraded] = 503 } });
        app.MapGet("/metrics", (MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
        app.Services.GetRequiredService<MetricsText>().Listen();
    }
}
