using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.EarningRules;
using OrleansLoyalty.Insights;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty;

/// <summary>What the grains need beside storage.</summary>
public static class GrainsModule
{
    /// <summary>Adds options, metrics and periodic work; the limits are checked when the process starts.</summary>
    public static IServiceCollection AddGrainServices(this IServiceCollection services)
    {
        services.AddLoyaltyProgram();
        services.AddSingleton<LoyaltyMetrics>();
        services.AddOptions<ScanLimitOptions>()
            .BindConfiguration("ScanLimit")
            .ValidateDataAnnotations()
            .Validate(limit => limit.Window > TimeSpan.Zero, "ScanLimit:Window must be longer than zero.")
            .ValidateOnStart();
        services.AddHostedService<AccountRounds>();
        services.AddHostedService<SnapshotRounds>();
        services.AddHostedService<DailyFiguresRounds>();
        services.AddHostedService<MonthClosing>();
        services.AddCodeImports();
        services.AddEarningRules();
        return services;
    }
}
