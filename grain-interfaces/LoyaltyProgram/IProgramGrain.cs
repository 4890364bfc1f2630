using Orleans.Concurrency;

namespace OrleansLoyalty.LoyaltyProgram;

/// <summary>The brand's program and its settings; there is one, of key <see cref="Key"/>.</summary>
[Alias("loyalty.IProgramGrain")]
public interface IProgramGrain : IGrainWithStringKey
{
    /// <summary>The key of the one program.</summary>
    const string Key = "program";

    /// <summary>The settings in force.</summary>
    [Alias("View"), ReadOnly]
    Task<ProgramView> View();

    /// <summary>Sets what a code gives whose batch has no value of its own. Holds for claims from now on.</summary>
    [Alias("SetPointsPerCode")]
    Task<SetPointsPerCodeOutcome> SetPointsPerCode(SetPointsPerCode command);

    /// <summary>Sets what holds for points. Holds for what happens from now on; lots keep what they were earned under.</summary>
    [Alias("SetTerms")]
    Task<SetTermsOutcome> SetTerms(SetTerms command);
}
