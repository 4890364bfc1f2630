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
    /// <param name="also">Adds or replaces services, after all others.</param>
    public static WebApplication Build(
        WebApplicationBuilder builder, LoyaltyOptions options, Action<IServiceCollection>? also = null)
    {
        var services = builder.Services;
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new Database(
            options.Postgres, options.PoolSize, ActorsSetup.MembershipOf(options.Actors)));
        services.AddQueries();
        services.AddHealthChecks().AddCheck<DatabaseHealth>("postgres");
        services.AddSingleton<MetricsText>();
        services.AddHostedService<QuietTimes>();

        // Stopped in the reverse order: first the gateway, then grains, then the journal they hand over to.
        if (options.Actors.Role != ActorsRole.Gateway)
        {
            AddSilo(services);
        }

        builder.AddActors(options.Actors, options.Postgres);
        if (options.Actors.Role != ActorsRole.Gateway)
        {
            services.AddSingleton<CommitAnnouncer>();
            services.AddSingleton<IFactPublisher>(provider => provider.GetRequiredService<CommitAnnouncer>());
            services.AddHostedService(provider => provider.GetRequiredService<CommitAnnouncer>());
            services.AddSelfAudit();
            services.AddSingleton<OrderSweeper>();
            services.AddHostedService(provider => provider.GetRequiredService<OrderSweeper>());
        }

        if (options.Actors.Role != ActorsRole.Silo)
        {
            AddGateway(builder);
        }

        if (options.Demo)
        {
            services.AddSingleton<DemoFilling>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoFilling>());
            services.AddHealthChecks().AddCheck<DemoFilling>("demo");
        }

        also?.Invoke(services);
        var app = builder.Build();
        if (options.Demo)
        {
            app.Use(app.Services.GetRequiredService<DemoFilling>().HoldBackAsync);
        }

        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { ResultStatusCodes = { [HealthStatus.Degraded] = 503 } });
        app.MapGet("/metrics", (MetricsText metrics) => Results.Text(metrics.Write(), "text/plain; version=0.0.4"));
        app.Services.GetRequiredService<MetricsText>().Listen();
        if (options.Actors.Role != ActorsRole.Silo)
        {
            app.MapPages();
            app.MapGateway();
        }

        return app;
    }

    /// <summary>Waits for the database, brings the schema up to date and refuses a database that could lose an answer.</summary>
    public static async Task PrepareDatabaseAsync(WebApplication app, CancellationToken cancellation = default)
    {
        var database = app.Services.GetRequiredService<Database>();
        var options = app.Services.GetRequiredService<LoyaltyOptions>();
        await Arrival.AwaitAsync(database.Owner, options.PostgresPatience, app.Logger, cancellation);
        await Durability.RequireAsync(database.Owner, cancellation);
        await Migrations.ApplyAsync(database.Owner, app.Logger, cancellation: cancellation);
        await ActorsSetup.PrepareAsync(options.Actors, options.Postgres, cancellation);
    }

    private static void AddSilo(IServiceCollection services)
    {
        services.AddSiloStorage();
        services.AddGrainServices();
    }

    private static void AddGateway(WebApplicationBuilder builder)
    {
        var gateway = builder.Configuration.GetSection("Gateway").Get<GatewayOptions>() ?? new GatewayOptions();
        builder.Services.AddGateway(gateway);
        builder.Services.AddSingleton<FeedBell>();
        builder.Services.AddSingleton<IFeedBell>(provider => provider.GetRequiredService<FeedBell>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FeedBell>());
    }
}
