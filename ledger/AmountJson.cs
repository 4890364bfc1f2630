using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansLoyalty;

/// <summary>Points as their number.</summary>
public sealed class PointsJson : JsonConverter<Points>
{
    /// <inheritdoc/>
    public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

/// <summary>Money as the number of its minor units.</summary>
public sealed class MoneyJson : JsonConverter<Money>
{
    /// <inheritdoc/>
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.MinorUnits);
}
