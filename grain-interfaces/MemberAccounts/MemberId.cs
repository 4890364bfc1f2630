namespace OrleansLoyalty.MemberAccounts;

/// <summary>Names a member: the subject of their token. 1 to 64 letters, digits, '-' or '_'.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.MemberId")]
public readonly record struct MemberId([property: Id(0)] string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
