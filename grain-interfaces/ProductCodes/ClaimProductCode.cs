using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.ProductCodes;

/// <summary>The limits of a printed code's text.</summary>
public static class CodeText
{
    /// <summary>The shortest code that is accepted, in characters.</summary>
    public const int MinLength = 4;

    /// <summary>The longest code that is accepted, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>A code as it may come from a scanner or a keyboard: without white space around it.</summary>
    public static string Normalise(string text) => text.Trim() is { Length: > 0 } code ? code : "-";

    /// <summary>Whether a text could be a code at all. One that could not is answered as a code that nobody printed.</summary>
    public static bool IsWellFormed(string code) =>
        code.Length is >= MinLength and <= MaxLength && !code.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c));
}

/// <summary>Claims a code for a member.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ClaimProductCode")]
public sealed record ClaimProductCode([Id(0)] MemberId Member);

/// <summary>A claim as it is kept and answered.</summary>
/// <param name="Code">The claimed code.</param>
/// <param name="Points">What it gave.</param>
/// <param name="Balance">The member's balance right after.</param>
/// <param name="ClaimedAt">When.</param>
[GenerateSerializer, Immutable, Alias("loyalty.Claim")]
public sealed record Claim(
    [Id(0)] string Code,
    [Id(1)] Points Points,
    [Id(2)] Points Balance,
    [Id(3)] DateTimeOffset ClaimedAt);

/// <summary>How a claim ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ClaimOutcome")]
public abstract record ClaimOutcome;

/// <summary>The code is this member's, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.Claimed")]
public sealed record Claimed([Id(0)] Claim Claim) : ClaimOutcome;

/// <summary>Nobody printed this code.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ClaimCodeNotFound")]
public sealed record ClaimCodeNotFound : ClaimOutcome;

/// <summary>Another member was first.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AlreadyClaimed")]
public sealed record AlreadyClaimed([Id(0)] DateTimeOffset ClaimedAt) : ClaimOutcome;

/// <summary>The code was voided.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ClaimCodeVoid")]
public sealed record ClaimCodeVoid : ClaimOutcome;

/// <summary>The member has tried too many codes that nobody printed.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ClaimTooManyAttempts")]
public sealed record ClaimTooManyAttempts([Id(0)] TimeSpan RetryAfter) : ClaimOutcome;
