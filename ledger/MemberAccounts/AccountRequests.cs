namespace OrleansLoyalty.MemberAccounts;

/// <summary>The names under which an account's steps are found again. A caller's own request id stands as it is.</summary>
public static class AccountRequests
{
    public static RequestId Hold(string hold) => new($"hold:{hold}");

    public static RequestId Post(string hold) => new($"post:{hold}");

    public static RequestId Void(string hold) => new($"void:{hold}");

    public static RequestId Refund(string refund) => new($"refund:{refund}");

    public static RequestId Return(string refund) => new($"return:{refund}");

    public static RequestId Reinstate(long lapseSeq) => new($"reinstate:{lapseSeq}");

    public static RequestId Transfer(string transfer) => new($"transfer:{transfer}");
}
