using Microsoft.Extensions.DependencyInjection;

namespace OrleansLoyalty.EarningRules;

/// <summary>What deciding by rules needs.</summary>
internal static class EarningRulesModule
{
    internal static IServiceCollection AddEarningRules(this IServiceCollection services)
    {
        services.AddSingleton<RuleBooks>();
        services.AddSingleton<IRuleBooks>(provider => provider.GetRequiredService<RuleBooks>());
        services.AddHostedService(provider => provider.GetRequiredService<RuleBooks>());
        return services;
    }
}
