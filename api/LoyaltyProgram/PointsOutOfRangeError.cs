using OrleansLoyalty.Api.Campaigns;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.Api.Mall;
using OrleansLoyalty.Api.MemberAccounts;

namespace OrleansLoyalty.Api.LoyaltyProgram;

/// <summary>A number of points is outside what is allowed here.</summary>
/// <param name="Min">The least that is allowed.</param>
/// <param name="Max">The most that is allowed.</param>
[ObjectType]
public sealed record PointsOutOfRangeError(long Min, long Max)
    : ISetPointsPerCodeError, IImportProductCodesError, IAddMallItemError, IAdjustPointsError, ISendPointsError
{
    /// <inheritdoc/>
    public string Message => $"The points must be from {Min} to {Max} and not zero.";
}

/// <summary>The request id was used before with other input; nothing was done.</summary>
/// <param name="RequestId">The id.</param>
[ObjectType]
public sealed record RequestIdReusedError([property: ID] string RequestId)
    : IImportProductCodesError, IAddMallItemError, IRestockMallItemError, IRedeemMallItemError, IAdjustPointsError,
        IFreezeAccountError, ISendPointsError, IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"The request id {RequestId} was used before with other input.";
}
