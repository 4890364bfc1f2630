using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>How a measurement is made.</summary>
internal sealed record Settings
{
    /// <summary>How long one run lasts.</summary>
    internal int Seconds { get; init; } = 10;

    /// <summary>How often ours and the baseline take turns.</summary>
    internal int Rounds { get; init; } = 3;

    /// <summary>How many connections press at once; each number is measured on its own.</summary>
    internal IReadOnlyList<int> Connections { get; init; } = [64, 256];

    /// <summary>How many codes are loaded.</summary>
    internal int Codes { get; init; } = 5_000_000;

    /// <summary>How many members claim and redeem.</summary>
    internal int Members { get; init; } = 200_000;

    /// <summary>Whether only ours is measured, while something is being tried.</summary>
    internal bool OnlyOurs { get; init; }

    /// <summary>Whether figures are printed for a program rather than a person.</summary>
    internal bool Json { get; init; }

    /// <summary>Where tokens, logs and keys are kept.</summary>
    internal string Work { get; init; } = "artifacts/benchmarks";

    /// <summary>PostgreSQL, as its superuser.</summary>
    internal static string Postgres => Required("LOYALTY_POSTGRES");

    /// <summary>The built application.</summary>
    internal static string App => Required("LOYALTY_APP");

    /// <summary>A file of the working folder.</summary>
    internal string File(string name) => Path.Combine(Path.GetFullPath(Work), name);

    /// <summary>Reads the command line over a benchmark's own defaults.</summary>
    internal static Settings Read(string[] args, Settings settings)
    {
        for (var i = 0; i < args.Length; i++)
        {
            settings = args[i] switch
            {
                "--json" => settings with { Json = true },
                "--only-ours" => settings with { OnlyOurs = true },
                "--seconds" => settings with { Seconds = Number(args[++i]) },
                "--rounds" => settings with { Rounds = Number(args[++i]) },
                "--codes" => settings with { Codes = Number(args[++i]) },
                "--members" => settings with { Members = Number(args[++i]) },
                "--connections" => settings with { Connections = args[++i].Split(',').Select(Number).ToArray() },
                "--work" => settings with { Work = args[++i] },
                var other => throw new ArgumentException($"There is no option {other}."),
            };
        }

        return settings;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string Required(string name) =>
        Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: use ./bench.");
}
