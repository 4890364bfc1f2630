using OrleansLoyalty.Silo;

namespace OrleansLoyalty;

/// <summary>How a process is started: from arguments (<c>--data DIR</c>), environment (<c>LOYALTY_…</c>) and settings files.</summary>
public sealed class LoyaltyOptions
{
    /// <summary>What part of the system this process is, and how it finds the others.</summary>
    public ProcessOptions Process { get; set; } = new();

    /// <summary>PostgreSQL, as the owner of the schema, in Npgsql's form.</summary>
    public string Postgres { get; set; } = "";

    /// <summary>The folder for what belongs to this machine alone, such as the development key.</summary>
    public string Data { get; set; } = ".data";

    /// <summary>How long a PostgreSQL that takes no connection is waited for at start. Default half a minute.</summary>
    public TimeSpan PostgresPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether an empty database is filled with something to try.</summary>
    public bool Demo { get; set; }

    /// <summary>The most connections to PostgreSQL for loads and lists; the journal has one more.</summary>
    public int PoolSize { get; set; } = 16;

    /// <summary>Why this GraphQL framework, for the line that says the system is ready.</summary>
    public string FrameworkWhy { get; set; } = "built with it";
}
