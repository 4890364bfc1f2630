using System.ComponentModel.DataAnnotations;
using OrleansLoyalty.CodeImports.Files;

namespace OrleansLoyalty.CodeImports;

/// <summary>How imports are run. Section <c>CodeImports</c>.</summary>
public sealed class CodeImportOptions
{
    /// <summary>How large a file may be.</summary>
    public CodeFileLimits Files { get; set; } = new();

    /// <summary>
    /// Rows that one transaction takes in. Default 10,000: about 0.1 s, in which the live feed waits; more is hardly
    /// faster, and its lists would be large objects to the memory manager.
    /// </summary>
    [Range(1, 1_000_000)]
    public int SliceRows { get; set; } = 10_000;

    /// <summary>The wait before an import whose database failed goes on. Default 5 s: a restart's time.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "01:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo looks for imports that a crashed one left behind. Default 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "1.00:00:00")]
    public TimeSpan ResumeEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After this long, a file that was announced but not started is forgotten. Default a day.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan AbandonAfter { get; set; } = TimeSpan.FromDays(1);
}
