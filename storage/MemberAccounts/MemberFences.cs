namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>Constraints of the members' tables, as <see cref="OrleansLoyalty.Journal.FenceRefusedException.Fence"/> names them.</summary>
public static class MemberFences
{
    /// <summary>Another member has this phone number.</summary>
    public const string Phone = "members_phone_fence";

    /// <summary>Another activation has posted since what an answer says.</summary>
    public const string Newest = "postings_newest_fence";
}
