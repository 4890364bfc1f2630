using System.Text.Json.Serialization;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>Points that were earned together and lapse together, or a part of them on its way.</summary>
/// <param name="Lot">The number of the posting that earned them.</param>
/// <param name="Points">How many, at least 1.</param>
/// <param name="EarnedOn">The day they were earned, in the program's time zone.</param>
/// <param name="ExpiresOn">The last day on which they can be spent; <see langword="null"/> for ever. Rolling points may
/// live longer: see <see cref="RollingMonths"/>.</param>
/// <param name="RollingMonths">When not 0, every spend moves the last day to this many months later.</param>
/// <param name="SpendableOn">From which day on they can be spent; <see langword="null"/> for at once.</param>
/// <param name="StandsAlone">Whether the posting may be reversed, so that no other points may join the lot.</param>
/// <param name="Notice">What the member was told of their end.</param>
[GenerateSerializer, Immutable, Alias("loyalty.LotSlice")]
public sealed record LotSlice(
    [Id(0)][property: JsonPropertyName("l")] long Lot,
    [Id(1)][property: JsonPropertyName("p")] long Points,
    [Id(2)][property: JsonPropertyName("on")] DateOnly EarnedOn,
    [Id(3)][property: JsonPropertyName("x")] DateOnly? ExpiresOn,
    [Id(4)][property: JsonPropertyName("r")] int RollingMonths,
    [Id(5)][property: JsonPropertyName("s")] DateOnly? SpendableOn,
    [Id(6)][property: JsonPropertyName("o")] bool StandsAlone,
    [Id(7)][property: JsonPropertyName("n")] ExpiryNotice? Notice);

/// <summary>What a member was told of a lot's end.</summary>
/// <param name="ExpiresOn">The last day it was told with; void when the last day has moved since.</param>
/// <param name="First">When the first notice was recorded, 30 days ahead or more.</param>
/// <param name="Last">When the last notice was recorded, 7 days ahead or more.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ExpiryNotice")]
public sealed record ExpiryNotice(
    [Id(0)][property: JsonPropertyName("x")] DateOnly ExpiresOn,
    [Id(1)][property: JsonPropertyName("a")] DateOnly First,
    [Id(2)][property: JsonPropertyName("b")] DateOnly? Last);
