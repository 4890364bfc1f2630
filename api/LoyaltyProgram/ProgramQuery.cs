using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>The brand's loyalty program.</summary>
/// <param name="Name">What members see.</param>
/// <param name="TimeZone">IANA name of the zone in which dates are meant.</param>
/// <param name="PointsPerCode">What a code gives whose batch has no value of its own.</param>
[GraphQLName("Program")]
public sealed record ShownProgram(string Name, string TimeZone, long PointsPerCode)
{
    /// <summary>Shown field by field.</summary>
    [GraphQLIgnore]
    public ProgramTerms Terms { get; private init; } = ProgramTerms.Default;

    internal static ShownProgram From(ProgramView program) =>
        new(program.Name, program.TimeZone, program.PointsPerCode.Value) { Terms = program.Terms };
}

/// <summary>Reads the program.</summary>
[QueryType]
public static partial class ProgramQuery
{
    /// <summary>The brand's loyalty program and its settings.</summary>
    [Authorize]
    public static async Task<ShownProgram> GetProgramAsync(IGrainFactory grains) =>
        ShownProgram.From(await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View());
}
