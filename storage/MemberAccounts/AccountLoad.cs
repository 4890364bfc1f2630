using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Loading;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>An account as its durable postings leave it.</summary>
/// <param name="Member">Whose.</param>
/// <param name="Seq">Number of the last posting; 0 before the first.</param>
/// <param name="Balance">The balance after it.</param>
/// <param name="Hash">The end of the hash chain.</param>
public sealed record AccountRow(MemberId Member, long Seq, Points Balance, ReadOnlyMemory<byte> Hash);

/// <summary>Loads an account for its activation: the snapshot, and the postings after it.</summary>
public interface IAccountLoad
{
    /// <summary>The account, or <see langword="null"/> when nobody of this id has joined.</summary>
    Task<AccountRow?> LoadAsync(string memberId);
}

/// <inheritdoc cref="IAccountLoad"/>
internal sealed class AccountLoad(Database database) : GroupedLoad<string, AccountRow>, IAccountLoad
{
    // A posting carries the balance and the hash after it, so of those past the snapshot the last says all.
    private const string Query =
        """
        select member.id,
               coalesce(last.seq, snapshot.seq, 0),
               coalesce(last.balance_after, snapshot.balance, 0),
               coalesce(last.hash, snapshot.hash)
          from members member
          left join accounts snapshot on snapshot.member_id = member.id
          left join lateral (select seq, balance_after, hash
                               from postings
                              where member_id = member.id and seq > coalesce(snapshot.seq, 0)
                              order by seq desc
                              limit 1) last on true
         where member.id = any ($1)
        """;

    protected override async Task<IReadOnlyDictionary<string, AccountRow>> QueryAsync(IReadOnlyList<string> keys)
    {
        var rows = await database.Application.RowsAsync(Query, [keys.ToArray()], row => new AccountRow(
            new MemberId(row.GetString(0)),
            row.GetInt64(1),
            new Points(row.GetInt64(2)),
            row.Nullable<byte[]>(3) ?? PostingChain.Start));
        return rows.ToDictionary(row => row.Member.Value, StringComparer.Ordinal);
    }
}
