namespace OrleansLoyalty.Insights;

/// <summary>Takes requests for the self-audit; there is one, of key <see cref="Key"/>.</summary>
[Alias("loyalty.IAuditGrain")]
public interface IAuditGrain : IGrainWithStringKey
{
    /// <summary>The key of the one grain.</summary>
    const string Key = "audit";

    /// <summary>Asks for an audit beside the nightly one. While one waits or runs, it is answered in place of another.</summary>
    /// <param name="actor">Who asks.</param>
    [Alias("Run")]
    Task<AuditView> Run(string actor);
}
