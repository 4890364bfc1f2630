using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// The accounts as their postings make them: numbers without gaps, balances that are the sums, and the hash chain, by the
/// formula in docs/reliability.md.
/// </summary>
public sealed class Chains
{
    private readonly Dictionary<string, (long Seq, long Balance, byte[] Hash)> _accounts = new(StringComparer.Ordinal);

    /// <summary>The last number followed of each account.</summary>
    public IReadOnlyDictionary<string, long> Known => _accounts.ToDictionary(account => account.Key, account => account.Value.Seq);

    /// <summary>The balance of an account as far as it was followed.</summary>
    public long Balance(string member) => _accounts.TryGetValue(member, out var account) ? account.Balance : 0;

    /// <summary>Follows some more postings, in order.</summary>
    public IEnumerable<string> Follow(IEnumerable<Posting> postings)
    {
        foreach (var posting in postings)
        {
            var (seq, balance, before) = _accounts.TryGetValue(posting.Member, out var known) ? known : (0, 0, new byte[32]);
            _accounts[posting.Member] = (posting.Seq, posting.BalanceAfter, posting.Hash);
            if (posting.Seq != seq + 1)
            {
                yield return $"Posting {posting.Seq} of {posting.Member} follows {seq}.";
            }

            if (posting.BalanceAfter != balance + posting.Points || posting.BalanceAfter < 0)
            {
                yield return $"Posting {posting.Seq} of {posting.Member}: {balance} and {posting.Points} make {posting.BalanceAfter}.";
            }

            if (!posting.Hash.AsSpan().SequenceEqual(Hash(before, posting)))
            {
                yield return $"Posting {posting.Seq} of {posting.Member} breaks the hash chain.";
            }
        }
    }

    /// <summary>SHA-256 of the hash before, seven numbers of eight bytes, and the texts with their lengths.</summary>
    public static byte[] Hash(byte[] before, Posting posting)
    {
        using var bytes = new MemoryStream();
        bytes.Write(before);
        Number(posting.Seq);
        Number(((long)posting.Kind << 32) | (ushort)posting.Program);
        Number(posting.Points);
        Number(posting.BalanceAfter);
        Number((posting.PostedAt.ToUniversalTime() - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond);
        Number(((long)posting.PostedOn.DayNumber << 32) | (uint)(posting.ExpiresOn?.DayNumber ?? -1));
        Number(posting.Lot ?? -1);
        foreach (var text in new[]
        {
            posting.Member, posting.Source, posting.Reason, posting.Actor, posting.Request,
            posting.Reverses?.ToString(CultureInfo.InvariantCulture), posting.Detail,
        })
        {
            Text(text);
        }

        return SHA256.HashData(bytes.ToArray());

        void Text(string? text)
        {
            var encoded = Encoding.UTF8.GetBytes(text ?? "");
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : encoded.Length);
            bytes.Write(length);
            bytes.Write(encoded);
        }

        void Number(long number)
        {
            Span<byte> eight = stackalloc byte[8];
            BinaryPrimitives.WriteInt64BigEndian(eight, number);
            bytes.Write(eight);
        }
    }
}
