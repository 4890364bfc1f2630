using Microsoft.Extensions.DependencyInjection;

namespace OrleansLoyalty.CodeImports;

/// <summary>What a silo needs for imports.</summary>
public static class CodeImportsModule
{
    /// <summary>Adds the reading of files, its limits, and the resuming of imports that a crash left behind.</summary>
    public static IServiceCollection AddCodeImports(this IServiceCollection services)
    {
        services.AddOptions<CodeImportOptions>()
            .BindConfiguration("CodeImports")
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton<CodeImportRun>();
        services.AddHostedService<UnfinishedImports>();
        return services;
    }
}
