using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>
/// The hash chain of an account: SHA-256 over the hash before, the numbers of the posting and its texts.
/// A posting that was changed, dropped or slipped in after the fact breaks the chain from there on.
/// </summary>
public static class PostingChain
{
    private const int Numbers = 7 * sizeof(long);
    private const int SmallPosting = 1024;

    /// <summary>What the first posting of an account follows.</summary>
    public static readonly ReadOnlyMemory<byte> Start = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of a posting that follows one with hash <paramref name="before"/>.</summary>
    public static ReadOnlyMemory<byte> Next(ReadOnlySpan<byte> before, PointsPosted posting)
    {
        ReadOnlySpan<string?> texts =
        [
            posting.Member.Value, posting.Source, posting.Reason, posting.Actor, posting.Request?.Value,
            posting.Reverses?.ToString(CultureInfo.InvariantCulture), posting.DetailText,
        ];
        var most = before.Length + Numbers;
        foreach (var text in texts)
        {
            most += sizeof(int) + Encoding.UTF8.GetMaxByteCount(text?.Length ?? 0);
        }

        // Hashed in one go: a call for each of its pieces costs more than the hash.
        var bytes = most <= SmallPosting ? stackalloc byte[SmallPosting] : new byte[most];
        before.CopyTo(bytes);
        Write(bytes[before.Length..], posting);
        var length = before.Length + Numbers;
        foreach (var text in texts)
        {
            length += Write(bytes[length..], text);
        }

        return SHA256.HashData(bytes[..length]);
    }

    /// <summary>A moment as PostgreSQL keeps it: whole microseconds.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset moment) =>
        moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();

    private static long Microseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    private static void Write(Span<byte> numbers, PointsPosted posting)
    {
        BinaryPrimitives.WriteInt64BigEndian(numbers, posting.Seq);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], ((long)posting.Kind << 32) | (long)posting.Other);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], posting.Points.Value);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], posting.BalanceAfter.Value);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], Microseconds(posting.PostedAt));
        BinaryPrimitives.WriteInt64BigEndian(
            numbers[40..], ((long)posting.PostedOn.DayNumber << 32) | (uint)(posting.ExpiresOn?.DayNumber ?? -1));
        BinaryPrimitives.WriteInt64BigEndian(numbers[48..], posting.Lot ?? -1);
    }

    // Each text is preceded by its length, -1 for none, so that no two postings hash the same bytes.
    private static int Write(Span<byte> bytes, string? text)
    {
        var length = text is null ? 0 : Encoding.UTF8.GetBytes(text, bytes[sizeof(int)..]);
        BinaryPrimitives.WriteInt32BigEndian(bytes, text is null ? -1 : length);
        return sizeof(int) + length;
    }
}
