using Npgsql;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Profiles;
using OrleansLoyalty.Storage.Loading;
using OrleansLoyalty.Storage.Profiles;

namespace OrleansLoyalty.Storage.MemberAccounts;

/// <summary>An account as its durable postings leave it.</summary>
/// <param name="State">The fold of its postings.</param>
/// <param name="Profile">What is known of the member.</param>
/// <param name="JoinedAt">Since when the member takes part.</param>
public sealed record AccountRow(AccountState State, MemberProfile Profile, DateTimeOffset JoinedAt);

/// <summary>Loads an account for its activation: the snapshot, and the postings after it.</summary>
public interface IAccountLoad
{
    /// <summary>The account, or <see langword="null"/> when nobody of this id has joined.</summary>
    Task<AccountRow?> LoadAsync(string memberId);
}

/// <inheritdoc cref="IAccountLoad"/>
internal sealed class AccountLoad(Database database) : GroupedLoad<string, AccountRow>, IAccountLoad
{
    private const string Query =
        $"""
        select member.id, member.joined_at, profile.birthday, profile.tags,
               snapshot.seq, snapshot.balance, snapshot.hash, snapshot.holdings, {PostingRow.Columns}
          from unnest($1) wanted (id)
         cross join lateral (select id, joined_at from members where id = wanted.id offset 0) member
          {MemberProfileLoad.InForce}
          left join lateral (select * from accounts where member_id = wanted.id offset 0) snapshot on true
          left join lateral (select *
                               from postings
                              where member_id = member.id and seq > coalesce(snapshot.seq, 0)
                              order by seq) posting on true
         order by member.id, posting.seq
        """;

    protected override async Task<IReadOnlyDictionary<string, AccountRow>> QueryAsync(IReadOnlyList<string> keys)
    {
        var accounts = new Dictionary<string, AccountRow>(keys.Count, StringComparer.Ordinal);
        await database.Loads.RowsAsync(Query, [keys.ToArray()], row => Fold(accounts, row));
        return accounts;
    }

    private static AccountRow Fold(Dictionary<string, AccountRow> accounts, NpgsqlDataReader row)
    {
        var id = row.GetString(0);
        var account = accounts.GetValueOrDefault(id)
            ?? new AccountRow(
                Snapshot.Read(row, new MemberId(id), 4), MemberProfileLoad.Read(row, 2, 3), row.Moment(1));
        const int posting = 8;
        return accounts[id] = row.IsDBNull(posting)
            ? account
            : account with { State = account.State.Apply(PostingRow.Read(row, posting)) };
    }
}

/// <summary>An account's row in <c>accounts</c>.</summary>
internal static class Snapshot
{
    /// <summary>Reads seq, balance, hash and holdings from <paramref name="first"/> on; a new account when there is none.</summary>
    internal static AccountState Read(NpgsqlDataReader row, MemberId member, int first) => row.IsDBNull(first)
        ? AccountState.New(member)
        : new AccountState(
            member,
            row.GetInt64(first),
            new Points(row.GetInt64(first + 1)),
            row.GetFieldValue<byte[]>(first + 2),
            AccountJson.ReadHoldings(row.GetString(first + 3)));
}
