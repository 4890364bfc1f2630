using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.ProductCodes;

/// <summary>The limits of a printed code's text.</summary>
public static class CodeText
{
    /// <summary>The shortest code that is accepted, in characters.</summary>
    public const int MinLength = 4;

    /// <summary>The longest code that is accepted, in characters.</summary>
    public const int MaxLength = 128;

    /// <summary>
    /// The code in what a scanner or a keyboard gave: a URL is resolved as imports do it. What can be no code stays one,
    /// no longer than it takes to see that.
    /// </summary>
    public static string Normalise(string text)
    {
        var (code, _) = PrintedCode.Find(PrintedCode.Trim(text));
        return code.Length switch
        {
            0 => "-",
            > MaxLength => code[..(MaxLength + 1)],
            _ => code,
        };
    }

    /// <summary>Whether a text could be a code at all. One that could not is answered as a code that nobody printed.</summary>
    public static bool IsWellFormed(string code) => PrintedCode.WhyNone(code) is null;
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
