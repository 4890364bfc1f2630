using Microsoft.Extensions.DependencyInjection;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>What a silo needs of the program.</summary>
public static class LoyaltyProgramModule
{
    /// <summary>Adds the book of its settings, which is open before the first call.</summary>
    public static IServiceCollection AddLoyaltyProgram(this IServiceCollection services)
    {
        services.AddSingleton<ProgramBook>();
        services.AddSingleton<IProgramBook>(provider => provider.GetRequiredService<ProgramBook>());
        services.AddHostedService(provider => provider.GetRequiredService<ProgramBook>());
        return services;
    }
}
