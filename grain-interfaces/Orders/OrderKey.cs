namespace OrleansLoyalty.Orders;

/// <summary>Names an order: its channel, and the channel's own number of it.</summary>
/// <param name="Channel">The channel's code; holds no colon.</param>
/// <param name="OrderNo">1 to <see cref="MaxLength"/> characters.</param>
[GenerateSerializer, Immutable, Alias("loyalty.OrderKey")]
public readonly record struct OrderKey([Id(0)] string Channel, [Id(1)] string OrderNo)
{
    /// <summary>The longest number of an order or of a refund that is kept, in characters.</summary>
    public const int MaxLength = 100;

    /// <summary>The natural key of what the order earns.</summary>
    public string EventKey => $"{Channel}:order:{OrderNo}";

    /// <summary>The natural key of a refund of the same channel.</summary>
    public string RefundKey(string refundNo) => $"{Channel}:refund:{refundNo}";

    /// <summary>The key that a text stands for.</summary>
    /// <returns><see langword="null"/> for a text without a colon.</returns>
    public static OrderKey? Parse(string key) =>
        key.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
            ? new OrderKey(key[..end], key[(end + 1)..])
            : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Channel}:{OrderNo}";
}
