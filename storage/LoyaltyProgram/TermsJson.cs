using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Storage.LoyaltyProgram;

/// <summary>How terms are kept. A part that is missing is a fault and not a default: terms decide what points are worth.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(PointsJson)])]
[JsonSerializable(typeof(ProgramTerms))]
internal sealed partial class TermsJson : JsonSerializerContext
{
    internal static string Write(ProgramTerms terms) => JsonSerializer.Serialize(terms, Default.ProgramTerms);

    internal static ProgramTerms Read(string json) =>
        JsonSerializer.Deserialize(json, Default.ProgramTerms)
        ?? throw new InvalidOperationException("A version of the program's settings has no terms.");
}
