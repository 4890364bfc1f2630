namespace OrleansLoyalty.Feed;

/// <summary>Facts were committed. Carries none of them: whoever cares reads them by cursor.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.FactsCommitted")]
public sealed record FactsCommitted
{
    /// <summary>The stream provider that carries this.</summary>
    public const string Provider = "facts";

    /// <summary>The one stream that carries this.</summary>
    public static StreamId Stream { get; } = StreamId.Create("facts", "committed");
}
