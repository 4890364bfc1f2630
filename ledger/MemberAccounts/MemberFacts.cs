using OrleansLoyalty.Journal;

namespace OrleansLoyalty.MemberAccounts;

/// <summary>A member is known to the program.</summary>
public sealed record MemberJoined(MemberId Member, string? Phone, string? Name, DateTimeOffset JoinedAt) : Fact;

/// <summary>The program's account on the other side of a posting.</summary>
public enum ProgramAccount
{
    /// <summary>None: no points moved.</summary>
    None = 0,

    /// <summary>Points given out.</summary>
    Issuance = 1,

    /// <summary>Points taken in by the mall.</summary>
    Mall = 2,

    /// <summary>Points that lapsed.</summary>
    Expiry = 3,

    /// <summary>Points posted by hand.</summary>
    Adjustment = 4,

    /// <summary>Points on their way from one member to another.</summary>
    Transfer = 5,
}

/// <summary>
/// One step of an account: points moved between a member and a program account, or, with 0 points, something else that
/// changed what the account may do, such as a hold.
/// </summary>
/// <param name="Member">Whose account.</param>
/// <param name="Seq">Number of the posting in the account, from 1 without gaps.</param>
/// <param name="Kind">Why.</param>
/// <param name="Other">The program's side.</param>
/// <param name="Points">Into the account, or out of it when negative.</param>
/// <param name="BalanceAfter">The sum of all postings with this one.</param>
/// <param name="Source">What caused it.</param>
/// <param name="PostedAt">When it was decided, in whole microseconds.</param>
/// <param name="PostedOn">The day of it in the program's time zone.</param>
/// <param name="Hash">Chains this posting to the one before; see <see cref="PostingChain"/>.</param>
public sealed record PointsPosted(
    MemberId Member,
    long Seq,
    PostingKind Kind,
    ProgramAccount Other,
    Points Points,
    Points BalanceAfter,
    string Source,
    DateTimeOffset PostedAt,
    DateOnly PostedOn,
    ReadOnlyMemory<byte> Hash) : Fact
{
    private readonly string? _detailText;

    /// <summary>What the actor gave as reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Who posted, when it was not the member.</summary>
    public string? Actor { get; init; }

    /// <summary>The natural key of what was asked for, when the posting itself is the answer.</summary>
    public RequestId? Request { get; init; }

    /// <summary>The posting that this one takes back, wholly or in part.</summary>
    public long? Reverses { get; init; }

    /// <summary>The lot that an accrual opened or joined, or that lapsed.</summary>
    public long? Lot { get; init; }

    /// <summary>The last day on which an accrual's points can be spent, as it was when they were earned.</summary>
    public DateOnly? ExpiresOn { get; init; }

    /// <summary>What the posting did beside moving points, when that is not plain.</summary>
    public PostingDetail? Detail { get; private init; }

    /// <summary>The detail as it is kept and hashed.</summary>
    public string? DetailText
    {
        get => _detailText;
        init => (_detailText, Detail) = (value, value is null ? null : AccountJson.ReadDetail(value));
    }

    /// <summary>What callers see of it.</summary>
    public AccountPosting View() => new(
        Seq, Kind, Points, BalanceAfter, Source, Reason, PostedAt, Actor, Reverses, ExpiresOn, DetailText);

    /// <summary>The posting with this detail.</summary>
    public PointsPosted With(PostingDetail? detail) =>
        detail is null ? this : new(this, AccountJson.Write(detail), detail);

    // Written once and not read back: what was decided is what will be read.
    private PointsPosted(PointsPosted posting, string text, PostingDetail detail)
        : this(posting) => (_detailText, Detail) = (text, detail);
}

/// <summary>When something is to be done for an account from now on, where that is another time than before.</summary>
/// <param name="Member">Whose account.</param>
/// <param name="On">The day from which on there is a notice, a lapse or a look at the tier due.</param>
/// <param name="HoldDue">The moment when the first hold times out.</param>
public sealed record AccountDue(MemberId Member, DateOnly? On, DateTimeOffset? HoldDue) : Fact;

/// <summary>Nothing new, but what an answer says that posts nothing: this is still the account's last posting.</summary>
/// <param name="Member">Whose account.</param>
/// <param name="Seq">The number of the posting; 0 for none.</param>
public sealed record AccountUnchanged(MemberId Member, long Seq) : Fact;

/// <summary>An event's points are in a member's account; fenced by the event's key.</summary>
public sealed record EventCredited(string Key, MemberId Member, long Seq, DateTimeOffset CreditedAt) : Fact;

/// <summary>Points left a member for another; fenced by the transfer's id.</summary>
public sealed record TransferSent(
    string Transfer, MemberId From, MemberId To, Points Points, string Parts, DateTimeOffset SentAt) : Fact;

/// <summary>A transfer's points arrived; fenced by the transfer's id.</summary>
public sealed record TransferArrived(string Transfer, MemberId Member, long Seq, DateTimeOffset ArrivedAt) : Fact;

/// <summary>A member is to be told that points will lapse: a row of the outbox of whoever delivers it.</summary>
/// <param name="Member">Whom to tell.</param>
/// <param name="Seq">The posting that records it.</param>
/// <param name="Lot">Which points.</param>
/// <param name="Points">How many there were when it was recorded.</param>
/// <param name="ExpiresOn">Their last day.</param>
/// <param name="IsLast">Whether this is the last notice, a week ahead, rather than the first.</param>
/// <param name="NotedOn">The day it was recorded.</param>
public sealed record NoticeGiven(
    MemberId Member, long Seq, long Lot, Points Points, DateOnly ExpiresOn, bool IsLast, DateOnly NotedOn) : Fact;
