using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansLoyalty.Campaigns;

namespace OrleansLoyalty.EarningRules;

/// <summary>Rules as they are stored. Names may be added and never change: what was published stays readable.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(PointsJson), typeof(MoneyJson)])]
[JsonSerializable(typeof(RuleSet))]
[JsonSerializable(typeof(ImmutableArray<Rule>))]
[JsonSerializable(typeof(Campaign))]
[JsonSerializable(typeof(BackTestView))]
public sealed partial class RuleJson : JsonSerializerContext
{
    /// <summary>A rule set as text.</summary>
    public static string Write(RuleSet set) => JsonSerializer.Serialize(set, Default.RuleSet);

    /// <summary>Rules as text; equal texts are equal rules.</summary>
    public static string Write(ImmutableArray<Rule> rules) => JsonSerializer.Serialize(rules, Default.ImmutableArrayRule);

    /// <summary>A campaign as text.</summary>
    public static string Write(Campaign campaign) => JsonSerializer.Serialize(campaign, Default.Campaign);

    /// <summary>A back-test as text.</summary>
    public static string Write(BackTestView test) => JsonSerializer.Serialize(test, Default.BackTestView);

    /// <summary>A rule set from its text.</summary>
    public static RuleSet ReadSet(string text) => JsonSerializer.Deserialize(text, Default.RuleSet)!;

    /// <summary>Rules from their text.</summary>
    public static ImmutableArray<Rule> ReadRules(string text) => JsonSerializer.Deserialize(text, Default.ImmutableArrayRule);

    /// <summary>A campaign from its text.</summary>
    public static Campaign ReadCampaign(string text) => JsonSerializer.Deserialize(text, Default.Campaign)!;

    /// <summary>A back-test from its text.</summary>
    public static BackTestView ReadBackTest(string text) => JsonSerializer.Deserialize(text, Default.BackTestView)!;
}
