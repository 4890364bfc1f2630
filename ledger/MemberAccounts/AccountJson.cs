using System.Collections;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using OrleansLoyalty.Tiers;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>The texts in which details and snapshots are kept. What is empty is left out.</summary>
public static class AccountJson
{
    private static readonly JsonSerializerOptions Texts = new(AccountJsonTypes.Default.Options)
    {
        // Rules and reasons are Chinese as often as not; nothing of this goes into a page.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        TypeInfoResolver = AccountJsonTypes.Default.WithAddedModifier(LeaveEmptyListsOut),
    };

    private static readonly JsonTypeInfo<PostingDetail> Detail =
        (JsonTypeInfo<PostingDetail>)Texts.GetTypeInfo(typeof(PostingDetail));

    private static readonly JsonTypeInfo<AccountHoldings> Holdings =
        (JsonTypeInfo<AccountHoldings>)Texts.GetTypeInfo(typeof(AccountHoldings));

    /// <summary>A detail as it is kept.</summary>
    public static string Write(PostingDetail detail) => JsonSerializer.Serialize(detail, Detail);

    /// <summary>A detail that was kept.</summary>
    public static PostingDetail ReadDetail(string text) => JsonSerializer.Deserialize(text, Detail)!;

    /// <summary>What a detail that was kept counts towards tiers.</summary>
    public static QualifyingMonth ReadCounts(string text) =>
        JsonSerializer.Deserialize(text, AccountJsonTypes.Default.QualifyingMonth)!;

    /// <summary>A transfer's parts as they are kept.</summary>
    public static string Write(ImmutableArray<LotSlice> parts) =>
        JsonSerializer.Serialize(parts, AccountJsonTypes.Default.ImmutableArrayLotSlice);

    /// <summary>A transfer's parts that were kept.</summary>
    public static ImmutableArray<LotSlice> ReadParts(string text) =>
        JsonSerializer.Deserialize(text, AccountJsonTypes.Default.ImmutableArrayLotSlice);

    /// <summary>Holdings as they are kept.</summary>
    public static string Write(AccountHoldings holdings) => JsonSerializer.Serialize(holdings, Holdings);

    /// <summary>Holdings that were kept.</summary>
    public static AccountHoldings ReadHoldings(string text) => JsonSerializer.Deserialize(text, Holdings)!;

    // What is left out is read as empty.
    private static void LeaveEmptyListsOut(JsonTypeInfo type)
    {
        if (type.Type != typeof(PostingDetail) && type.Type != typeof(AccountHoldings))
        {
            return;
        }

        foreach (var list in type.Properties.Where(property => property.PropertyType.IsAssignableTo(typeof(ICollection))))
        {
            list.ShouldSerialize = (_, value) => ((ICollection)value!).Count > 0;
        }
    }
}

/// <summary>What is kept as text.</summary>
[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    Converters = [typeof(PointsJson), typeof(MoneyJson)])]
[JsonSerializable(typeof(PostingDetail))]
[JsonSerializable(typeof(AccountHoldings))]
[JsonSerializable(typeof(ImmutableArray<LotSlice>))]
public sealed partial class AccountJsonTypes : JsonSerializerContext;
