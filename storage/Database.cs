using Npgsql;

namespace OrleansLoyalty.Storage;

/// <summary>The ways into PostgreSQL: the schema's owner for migrations, the application's role for all else.</summary>
public sealed class Database : IAsyncDisposable
{
    // A kept plan stays what it was when claims was empty: every load then read the whole of the grown table
    // (464 pages for 12 codes after 59,000 claims) until statistics were taken again. Nor is a page's plan compiled: what
    // it might cost without its limit makes PostgreSQL think so, and that takes 24 ms for a page of 0.2.
    private const string PlanAnew = "-c plan_cache_mode=force_custom_plan -c jit=off";

    // Loads look each key up by index (their laterals leave nothing else to choose), so one plan is right for all.
    private const string PlanOnce =
        "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off";

    private const int LoadConnections = 4;

    /// <param name="connectionString">Connects as the owner of the schema, as Npgsql writes it.</param>
    /// <param name="poolSize">The most connections that lists and housekeeping use together.</param>
    /// <param name="membership">Where this process is one of several: who it is, and whether it still is.</param>
    public Database(string connectionString, int poolSize = 16, Membership? membership = null)
    {
        Owner = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            Pooling = false,
            ApplicationName = "loyalty-owner",
        });
        Application = Restricted(connectionString, "loyalty", poolSize, membership, PlanAnew);
        Loads = Restricted(connectionString, "loyalty-loads", LoadConnections, membership, PlanOnce);
        Journal = Restricted(connectionString, "loyalty-journal", 1, membership);
    }

    /// <summary>Creates tables; used at start and by nothing else.</summary>
    public NpgsqlDataSource Owner { get; }

    /// <summary>Lists and housekeeping, in the role that cannot change facts.</summary>
    public NpgsqlDataSource Application { get; }

    /// <summary>What activations load, by key.</summary>
    public NpgsqlDataSource Loads { get; }

    /// <summary>The one connection that appends facts.</summary>
    public NpgsqlDataSource Journal { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        await Loads.DisposeAsync();
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static NpgsqlDataSource Restricted(
        string connectionString, string name, int poolSize, Membership? membership, string settings = "")
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        var session = builder.ConnectionStringBuilder;
        session.ApplicationName = membership is null ? name : $"{name} {membership.Process}";
        session.MaxPoolSize = poolSize;
        session.MaxAutoPrepare = 100;
        session.AutoPrepareMinUsages = 2;
        session.CommandTimeout = 15;
        // No session keeps anything that the next user of its connection would have to be rid of.
        session.NoResetOnClose = true;
        session.Options = $"{session.Options} -c role=loyalty_app {settings}".Trim();
        if (membership is not null)
        {
            builder.UsePhysicalConnectionInitializer(membership.Require, membership.RequireAsync);
        }

        return builder.Build();
    }
}
