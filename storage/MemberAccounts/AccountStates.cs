using System.Runtime.CompilerServices;
using Npgsql;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>
/// Reads accounts as all their durable postings leave them, the same way everywhere: the snapshot, and the postings
/// after it.
/// </summary>
internal static class AccountStates
{
    /// <summary>
    /// The columns that a state is read from, a row for each posting after the snapshot, or one where there is none. What the
    /// account holds is in the first of them only: that of hundreds of lots is larger than all postings after it.
    /// </summary>
    internal const string Columns =
        $"""
        snapshot.seq, snapshot.balance, snapshot.hash,
               case when posting.seq > snapshot.seq + 1 then null else snapshot.holdings end, {PostingRow.Columns}
        """;

    /// <summary>Finds them for the id of <c>wanted</c>. Laterals, so that no plan reads anything but these rows.</summary>
    internal const string OfWanted =
        """
          left join lateral (select * from accounts where member_id = wanted.id offset 0) snapshot on true
          left join lateral (select *
                               from postings
                              where member_id = wanted.id and seq > coalesce(snapshot.seq, 0)
                              order by seq) posting on true
        """;

    private const int PostingOffset = 4;

    /// <summary>The state before the row's posting: the snapshot of it, or a new account.</summary>
    /// <param name="row">Its columns begin at <paramref name="first"/>.</param>
    /// <param name="member">Whose.</param>
    /// <param name="first">Where <see cref="Columns"/> begin.</param>
    /// <exception cref="InvalidOperationException">It is not the first row, or the posting after the snapshot is missing.</exception>
    internal static AccountState Snapshot(NpgsqlDataReader row, MemberId member, int first) => row.IsDBNull(first)
        ? AccountState.New(member)
        : new AccountState(
            member,
            row.GetInt64(first),
            new Points(row.GetInt64(first + 1)),
            row.GetFieldValue<byte[]>(first + 2),
            AccountJson.ReadHoldings(row.Nullable<string>(first + 3) ?? throw new InvalidOperationException(
                $"Posting {row.GetInt64(first) + 1} of member {member}, the one after the snapshot, is missing.")));

    /// <summary>All accounts of an answer: the member's id, then <see cref="Columns"/>, in the order of members and postings.</summary>
    /// <param name="row">The answer.</param>
    /// <param name="onLie">Told of an account whose rows do not fold or cannot be read. It is left out and must not
    /// hold up the others; verification tells the rest.</param>
    /// <param name="cancellation">Stops reading.</param>
    internal static async IAsyncEnumerable<AccountState> ReadAsync(
        NpgsqlDataReader row,
        Action<MemberId, Exception> onLie,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        MemberId? member = null;
        AccountState? state = null;
        while (await row.ReadAsync(cancellation))
        {
            var current = new MemberId(row.GetString(0));
            var isFirst = current != member;
            if (isFirst && state is not null)
            {
                yield return state;
            }

            member = current;
            try
            {
                var before = isFirst ? Snapshot(row, current, 1) : state;
                state = before is null ? null : After(before, row, 1);
            }
            catch (Exception lie) when (lie is not NpgsqlException)
            {
                onLie(current, lie);
                state = null;
            }
        }

        if (state is not null)
        {
            yield return state;
        }
    }

    /// <summary>The state after the row's posting, if it has one.</summary>
    /// <exception cref="InvalidOperationException">The posting does not follow, or lies.</exception>
    internal static AccountState After(AccountState before, NpgsqlDataReader row, int first) =>
        row.IsDBNull(first + PostingOffset) ? before : before.Apply(PostingRow.Read(row, first + PostingOffset));
}
