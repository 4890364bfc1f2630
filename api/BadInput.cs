using System.Globalization;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api;

/// <summary>What is wrong with an input that has no refusal of its own: one sentence, and nothing has changed.</summary>
public static class BadInput
{
    /// <summary>The code under which such errors are answered.</summary>
    public const string Code = "BAD_INPUT";

    private static readonly string[] MomentFormats =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    /// <summary>The error of one field.</summary>
    public static GraphQLException Error(string field, string problem) => new(
        ErrorBuilder.New().SetMessage($"{field} {problem}.").SetCode(Code).SetExtension("field", field).Build());

    /// <summary>A request id, 1 to 100 characters.</summary>
    /// <exception cref="GraphQLException">It is empty or longer.</exception>
    public static RequestId Request(string requestId) => new(Text("requestId", requestId, RequestId.MaxLength));

    /// <summary>A member's id.</summary>
    /// <exception cref="GraphQLException">It is none.</exception>
    public static MemberId Member(string memberId) => new(Text("memberId", memberId, MemberId.MaxLength));

    /// <summary>A text that must say something, trimmed.</summary>
    /// <exception cref="GraphQLException">It is empty, longer than <paramref name="maxLength"/>, or not text.</exception>
    public static string Text(string field, string value, int maxLength)
    {
        var text = value.Trim();
        if (text.Length == 0)
        {
            throw Error(field, "must not be empty");
        }

        if (text.Length > maxLength)
        {
            throw Error(field, $"must not be longer than {maxLength} characters");
        }

        return Storable.TextProblem(text) is { } problem ? throw Error(field, problem) : text;
    }

    /// <summary>A text that may be left out but, where it is given, must say something.</summary>
    /// <exception cref="GraphQLException">It is empty, longer than <paramref name="maxLength"/>, or not text.</exception>
    public static string? OptionalText(string field, string? value, int maxLength) =>
        value is null ? null : Text(field, value, maxLength);

    /// <summary>A day of the years 1000 to 8999, written as <c>2026-11-22</c>.</summary>
    /// <exception cref="GraphQLException">It is none.</exception>
    public static DateOnly Day(string field, string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Storable.FirstDay && day <= Storable.LastDay
            ? day
            : throw Error(field, $"must be a day such as 2026-11-22, of the years {Storable.Years}");

    /// <summary>
    /// A moment of the years 1000 to 8999 in an address, written as <c>2026-11-22T08:00:00Z</c> or with another offset.
    /// A day alone is its beginning in UTC.
    /// </summary>
    /// <exception cref="GraphQLException">It is none.</exception>
    public static DateTimeOffset Moment(string field, string value) =>
        DateTimeOffset.TryParseExact(
            value, MomentFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Storable.MomentProblem(moment) is { } problem ? throw Error(field, problem) : moment
            : throw Error(field, "must be a moment such as 2026-11-22T08:00:00Z, or a day such as 2026-11-22");
}
