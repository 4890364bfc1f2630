using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>
/// The hash chain of an account: SHA-256 over the hash before, the numbers of the posting and its texts.
/// A posting that was changed, dropped or slipped in after the fact breaks the chain from there on.
/// </summary>
public static class PostingChain
{
    /// <summary>What the first posting of an account follows.</summary>
    public static readonly ReadOnlyMemory<byte> Start = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of a posting that follows one with hash <paramref name="before"/>.</summary>
    public static ReadOnlyMemory<byte> Next(ReadOnlySpan<byte> before, PointsPosted posting)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        Span<byte> numbers = stackalloc byte[7 * sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(numbers, posting.Seq);
        BinaryPrimitives.WriteInt64BigEndian(numbers[8..], ((long)posting.Kind << 32) | (long)posting.Other);
        BinaryPrimitives.WriteInt64BigEndian(numbers[16..], posting.Points.Value);
        BinaryPrimitives.WriteInt64BigEndian(numbers[24..], posting.BalanceAfter.Value);
        BinaryPrimitives.WriteInt64BigEndian(numbers[32..], Microseconds(posting.PostedAt));
        BinaryPrimitives.WriteInt64BigEndian(
            numbers[40..], ((long)posting.PostedOn.DayNumber << 32) | (uint)(posting.ExpiresOn?.DayNumber ?? -1));
        BinaryPrimitives.WriteInt64BigEndian(numbers[48..], posting.Lot ?? -1);
        hash.AppendData(numbers);
        Append(hash, posting.Member.Value);
        Append(hash, posting.Source);
        Append(hash, posting.Reason);
        Append(hash, posting.Actor);
        Append(hash, posting.Request?.Value);
        Append(hash, posting.Reverses?.ToString(CultureInfo.InvariantCulture));
        Append(hash, posting.DetailText);
        return hash.GetHashAndReset();
    }

    /// <summary>A moment as PostgreSQL keeps it: whole microseconds.</summary>
    public static DateTimeOffset Rounded(DateTimeOffset moment) =>
        moment.AddTicks(-(moment.Ticks % TimeSpan.TicksPerMicrosecond)).ToUniversalTime();

    private static long Microseconds(DateTimeOffset moment) =>
        (moment.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    // Each text is preceded by its length, -1 for none, so that no two postings hash the same bytes.
    private static void Append(IncrementalHash hash, string? text)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
