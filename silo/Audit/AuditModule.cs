namespace OrleansLoyalty.Audit;

/// <summary>What a silo needs to audit the books.</summary>
public static class AuditModule
{
    /// <summary>Adds the self-audit; its settings are checked when the process starts.</summary>
    public static IServiceCollection AddSelfAudit(this IServiceCollection services)
    {
        services.AddOptions<AuditOptions>().BindConfiguration("Audit").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<SelfAudit>();
        services.AddHostedService(provider => provider.GetRequiredService<SelfAudit>());
        return services;
    }
}
