using OrleansLoyalty.Silo;

namespace OrleansLoyalty;

/// <summary>What the process is asked to do.</summary>
internal static class CommandLine
{
    /// <summary>The command, if any, and the settings. <c>--demo</c> alone means <c>--demo true</c>.</summary>
    internal static (string? Command, string[] Settings) Read(string[] args)
    {
        var command = args.FirstOrDefault() is { } first && !first.StartsWith('-') ? first : null;
        var settings = args.Skip(command is null ? 0 : 1).Select(arg => arg == "--demo" ? "--demo=true" : arg);
        return (command, settings.ToArray());
    }

    /// <summary>Where everything of this process comes from: arguments before environment before settings files.</summary>
    internal static LoyaltyOptions Options(WebApplicationBuilder builder)
    {
        var given = builder.Configuration;
        var options = new LoyaltyOptions
        {
            Postgres = given["LOYALTY_POSTGRES"] ?? "",
            FrameworksWhy = given["LOYALTY_FRAMEWORKS_WHY"] ?? "built with them",
        };
        given.GetSection("Loyalty").Bind(options);
        given.GetSection(ActorsOptions.Section).Bind(options.Actors);
        options.Actors.Role = given.GetValue("role", options.Actors.Role);
        options.Data = given.GetValue("data", options.Data)!;
        options.Demo = given.GetValue("demo", options.Demo);

        // A key of this machine, unless the settings name another place for it.
        given["Access:DevelopmentKeyFile"] ??= Path.Combine(options.Data, "development-key.pem");
        return options;
    }
}
