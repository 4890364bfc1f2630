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
        select member.id, member.joined_at, profile.birthday, profile.tags, {AccountStates.Columns}
          from unnest($1) wanted (id)
         cross join lateral (select id, joined_at from members where id = wanted.id offset 0) member
          {MemberProfileLoad.InForce}
          {AccountStates.OfWanted}
         order by member.id, posting.seq
        """;

    private const int State = 4;

    protected override Task QueryAsync(IReadOnlyList<string> keys, Action<NpgsqlDataReader> row) =>
        database.Loads.EachRowAsync(Query, [keys.ToArray()], row);

    protected override string KeyOf(NpgsqlDataReader row) => row.GetString(0);

    protected override AccountRow Read(NpgsqlDataReader row, AccountRow? before)
    {
        var account = before ?? new AccountRow(
            AccountStates.Snapshot(row, new MemberId(KeyOf(row)), State),
            MemberProfileLoad.Read(row, 2, 3),
            row.Moment(1));
        return account with { State = AccountStates.After(account.State, row, State) };
    }
}
