using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansLoyalty.Storage;

/// <summary>Keeps points in JSON as the whole number they are.</summary>
internal sealed class PointsAsNumber : JsonConverter<Points>
{
    public override Points Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Points value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}
