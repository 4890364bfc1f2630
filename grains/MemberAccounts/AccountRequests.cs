namespace OrleansLoyalty.MemberAccounts;

/// <summary>The names under which an account's steps are found again. A caller's own request id stands as it is.</summary>
internal static class AccountRequests
{
    internal static RequestId Hold(string hold) => new($"hold:{hold}");

    internal static RequestId Post(string hold) => new($"post:{hold}");

    internal static RequestId Void(string hold) => new($"void:{hold}");

    internal static RequestId Refund(string refund) => new($"refund:{refund}");

    internal static RequestId Return(string refund) => new($"return:{refund}");

    internal static RequestId Reinstate(long lapseSeq) => new($"reinstate:{lapseSeq}");

    internal static RequestId Transfer(string transfer) => new($"transfer:{transfer}");
}
