using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.MemberAccounts;

/// <summary>Who collects points.</summary>
/// <param name="Id">The member's id.</param>
/// <param name="Phone">Their phone number, if known.</param>
/// <param name="Name">What they call themselves, if known.</param>
/// <param name="JoinedAt">Since when they take part.</param>
public sealed record Member([property: ID] string Id, string? Phone, string? Name, DateTimeOffset JoinedAt)
{
    internal static Member From(ListedMember member) => new(member.Id, member.Phone, member.Name, member.JoinedAt);
}

/// <summary>Loads the members that one request shows, together.</summary>
public sealed class MemberById(MemberQueries members, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, Member>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, Member>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        (await members.FindAsync(keys, cancellationToken)).ToDictionary(row => row.Key, row => Member.From(row.Value));
}

/// <summary>Asks the accounts that one request shows, together and once each.</summary>
public sealed class AccountByMember(IGrainFactory grains, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, AccountView>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, AccountView>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        var views = await Task.WhenAll(keys.Select(key => grains.GetGrain<IMemberAccountGrain>(key).View()));
        return views.OfType<AccountView>().ToDictionary(view => view.Member.Value, StringComparer.Ordinal);
    }
}

/// <summary>What a member has.</summary>
[ObjectType<Member>]
public static partial class MemberNode
{
    private static readonly ListCursors Cursors = new("postings", typeof(long));

    /// <summary>The points that can be spent.</summary>
    public static async Task<long> GetBalanceAsync(
        [Parent] Member member, AccountByMember accounts, CancellationToken cancellation) =>
        await accounts.LoadAsync(member.Id, cancellation) is { } account ? account.Balance.Value : 0;

    /// <summary>The points in full: what they consist of and what comes of them.</summary>
    public static async Task<Account?> GetAccountAsync(
        [Parent] Member member, AccountByMember accounts, CancellationToken cancellation) =>
        await accounts.LoadAsync(member.Id, cancellation) is { } account ? Account.From(account) : null;

    /// <summary>How the points came and went, newest first.</summary>
    /// <param name="from">Posted at this moment or later.</param>
    /// <param name="to">Posted before this moment.</param>
    /// <param name="kinds">Only these; without it, all that moved points.</param>
    [UsePaging]
    public static async Task<Connection<Posting>> GetPostingsAsync(
        [Parent] Member member,
        DateTimeOffset? from,
        DateTimeOffset? to,
        IReadOnlyList<PostingKind>? kinds,
        PagingArguments page,
        MemberQueries members,
        CancellationToken cancellation) =>
        Cursors.Connection(
            await members.ListPostingsAsync(member.Id, from, to, kinds, Cursors.Window(page), cancellation),
            Posting.From,
            row => [row.Seq]);
}
