namespace OrleansLoyalty.MemberAccounts;

/// <summary>Names a member: the subject of their token. 1 to 64 letters, digits, '-' or '_'.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.MemberId")]
public readonly record struct MemberId([Id(0)] string Value)
{
    /// <summary>The longest member id that is kept, in characters.</summary>
    public const int MaxLength = 64;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
