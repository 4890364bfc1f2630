namespace OrleansLoyalty;

/// <summary>The caller's own name for one request: sent again, the request is answered again, not done again.</summary>
/// <param name="Value">1 to <see cref="MaxLength"/> characters, as the caller made them; a UUID is usual.</param>
[GenerateSerializer, Immutable, Alias("loyalty.RequestId")]
public readonly record struct RequestId([Id(0)] string Value)
{
    /// <summary>The longest request id that is kept.</summary>
    public const int MaxLength = 100;

    /// <inheritdoc/>
    public override string ToString() => Value;
}
