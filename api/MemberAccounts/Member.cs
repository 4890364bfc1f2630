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

/// <summary>One movement of a member's points.</summary>
/// <param name="Seq">Its number in the account, from 1 without gaps.</param>
/// <param name="Kind">Why the points moved.</param>
/// <param name="Points">Points in, or out when negative.</param>
/// <param name="BalanceAfter">The balance once it was posted.</param>
/// <param name="Source">What caused it, such as the code that was claimed.</param>
/// <param name="Reason">The reason given, when it was posted by hand.</param>
/// <param name="PostedAt">When.</param>
public sealed record Posting(
    long Seq, PostingKind Kind, long Points, long BalanceAfter, string Source, string? Reason, DateTimeOffset PostedAt)
{
    internal static Posting From(AccountPosting posting) => new(
        posting.Seq,
        posting.Kind,
        posting.Points.Value,
        posting.BalanceAfter.Value,
        posting.Source,
        posting.Reason,
        posting.PostedAt);
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

/// <summary>What a member has.</summary>
[ObjectType<Member>]
public static partial class MemberNode
{
    /// <summary>The points that can be spent.</summary>
    public static async Task<long> GetBalanceAsync([Parent] Member member, IGrainFactory grains) =>
        await grains.GetGrain<IMemberAccountGrain>(member.Id).View() is { } account ? account.Balance.Value : 0;

    /// <summary>How the points came and went, newest first.</summary>
    /// <param name="from">Posted at this moment or later.</param>
    /// <param name="to">Posted before this moment.</param>
    [UsePaging]
    public static async Task<Connection<Posting>> GetPostingsAsync(
        [Parent] Member member,
        DateTimeOffset? from,
        DateTimeOffset? to,
        PagingArguments page,
        MemberQueries members,
        CancellationToken cancellation) =>
        Pages.Connection(
            await members.ListPostingsAsync(member.Id, from, to, Pages.Window(page, typeof(long)), cancellation),
            Posting.From,
            row => [row.Seq]);
}
