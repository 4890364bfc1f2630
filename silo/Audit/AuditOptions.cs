using System.ComponentModel.DataAnnotations;

namespace OrleansLoyalty.Audit;

/// <summary>When the books audit themselves.</summary>
public sealed class AuditOptions
{
    /// <summary>At which hour of the program's day the nightly audit begins.</summary>
    [Range(0, 23)]
    public int NightlyHour { get; set; } = 3;

    /// <summary>Whether there is a nightly audit; one that an admin asks for is run anyway.</summary>
    public bool Nightly { get; set; } = true;
}
