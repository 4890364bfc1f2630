using System.Text.Json.Serialization;

namespace GraphQLEngine.Benchmark;

/// <summary>One node of the list: six fields, as a mall's page shows them.</summary>
public sealed record Item(string Id, string Name, string? Description, int Price, int Stock, bool OnSale)
{
    /// <summary>Fifty of them, the same in every server.</summary>
    public static IReadOnlyList<Item> All { get; } =
    [
        .. Enumerable.Range(1, 50).Select(number => new Item(
            $"item-{number}", $"Item number {number}", number % 3 == 0 ? null : $"What item {number} is good for",
            number * 100, number % 7, number % 2 == 0)),
    ];
}

public sealed record Scalar([property: JsonPropertyName("hello")] string Hello);

public sealed record Nodes([property: JsonPropertyName("items")] IReadOnlyList<Item> Items);

public sealed record Answer<T>([property: JsonPropertyName("data")] T Data);

public sealed record Question([property: JsonPropertyName("query")] string Query);

[JsonSerializable(typeof(Answer<Scalar>))]
[JsonSerializable(typeof(Answer<Nodes>))]
[JsonSerializable(typeof(Question))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class AnswerJson : JsonSerializerContext;
