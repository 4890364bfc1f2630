namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// Points on their way from one member, whose <see cref="MemberId"/> is the key, to another. Accounts never call one another:
/// two that end at the same time would each wait for the other's answer.
/// </summary>
[Alias("loyalty.IPointsTransferGrain")]
public interface IPointsTransferGrain : IGrainWithStringKey
{
    /// <summary>Sends points to another member; on return they have arrived.</summary>
    [Alias("Send")]
    Task<SendOutcome> Send(SendPoints command);
}
