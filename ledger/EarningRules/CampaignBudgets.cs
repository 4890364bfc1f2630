namespace OrleansLoyalty.EarningRules;

/// <summary>What campaigns have left to give.</summary>
public interface ICampaignBudgets
{
    /// <summary>Points left; <see cref="long.MaxValue"/> when nothing limits the campaign.</summary>
    long Left(string campaignId);
}

/// <summary>Nothing is limited.</summary>
public sealed class UnlimitedBudgets : ICampaignBudgets
{
    /// <summary>The one there is.</summary>
    public static readonly UnlimitedBudgets Instance = new();

    /// <inheritdoc/>
    public long Left(string campaignId) => long.MaxValue;
}
