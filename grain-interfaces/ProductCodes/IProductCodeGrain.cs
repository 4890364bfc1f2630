namespace OrleansLoyalty.ProductCodes;

/// <summary>One product code; the key is the code itself. One call at a time, so one claim at a time.</summary>
[Alias("loyalty.IProductCodeGrain")]
public interface IProductCodeGrain : IGrainWithStringKey
{
    /// <summary>Claims the code. The same member claiming again gets the first claim again.</summary>
    [Alias("Claim")]
    Task<ClaimOutcome> Claim(ClaimProductCode command);

    /// <summary>Ends the code without a claim. Voiding again changes nothing.</summary>
    [Alias("Void")]
    Task<VoidOutcome> Void(VoidProductCode command);
}
