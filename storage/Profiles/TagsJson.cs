using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansLoyalty.Storage.Profiles;

/// <summary>Tags on their way into a row.</summary>
[JsonSerializable(typeof(ImmutableArray<string>))]
internal sealed partial class TagsJson : JsonSerializerContext
{
    internal static string Write(ImmutableArray<string> tags) => JsonSerializer.Serialize(tags, Default.ImmutableArrayString);
}
