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

    /// <summary>What to say of settings that go by another name now; <see langword="null"/> where there are none.</summary>
    internal static string? Renamed(IConfiguration given) => given.GetSection("Actors").GetChildren().FirstOrDefault() is { } old
        ? $"The setting Actors:{old.Key} is called {ProcessOptions.Section}:{old.Key} now, like all of that section."
        : null;

    /// <summary>Where everything of this process comes from: arguments before environment before settings files.</summary>
    internal static LoyaltyOptions Options(WebApplicationBuilder builder)
    {
        var given = builder.Configuration;
        var options = new LoyaltyOptions
        {
            Postgres = given["LOYALTY_POSTGRES"] ?? "",
            FrameworkWhy = given["LOYALTY_FRAMEWORK_WHY"] ?? "built with it",
        };
        given.GetSection("Loyalty").Bind(options);
        given.GetSection(ProcessOptions.Section).Bind(options.Process);
        options.Process.Role = given.GetValue("role", options.Process.Role);
        options.Data = given.GetValue("data", options.Data)!;
        options.Demo = given.GetValue("demo", options.Demo);

        // A key of this machine, unless the settings name another place for it.
        given["Access:DevelopmentKeyFile"] ??= Path.Combine(options.Data, "development-key.pem");
        return options;
    }
}
