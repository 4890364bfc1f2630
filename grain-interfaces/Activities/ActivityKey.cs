using OrleansLoyalty.Channels;
using OrleansLoyalty.Earning;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Activities;

/// <summary>Names an activity: <c>{channel}:{kind}:{external id}</c>.</summary>
/// <param name="Channel">The channel's code, or <see cref="ChannelCode.Program"/>; holds no colon.</param>
/// <param name="Kind">What the member did; neither an order nor a code.</param>
/// <param name="ExternalId">The sender's name for it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ActivityKey")]
public readonly record struct ActivityKey([Id(0)] string Channel, [Id(1)] EarningEventKind Kind, [Id(2)] string ExternalId)
{
    /// <summary>The longest name that a sender may give, in characters.</summary>
    public const int MaxLength = 100;

    private static readonly Dictionary<EarningEventKind, string> Words = new()
    {
        [EarningEventKind.Registration] = "registration",
        [EarningEventKind.ProfileCompleted] = "profile-completed",
        [EarningEventKind.CheckIn] = "check-in",
        [EarningEventKind.Share] = "share",
        [EarningEventKind.FriendRegistered] = "friend-registered",
        [EarningEventKind.FriendOrdered] = "friend-ordered",
        [EarningEventKind.Review] = "review",
        [EarningEventKind.Task] = "task",
        [EarningEventKind.StoreVisit] = "store-visit",
    };

    /// <summary>Whether the program itself names it, so that it is the same whenever it is said to have happened.</summary>
    public bool IsOncePerName => Channel == ChannelCode.Program
        && Kind is not (EarningEventKind.Share or EarningEventKind.Review or EarningEventKind.Task or EarningEventKind.StoreVisit);

    /// <summary>A member joined.</summary>
    public static ActivityKey Registration(MemberId member) => Program(EarningEventKind.Registration, member.Value);

    /// <summary>A member has told all that the program asks for.</summary>
    public static ActivityKey ProfileCompleted(MemberId member) => Program(EarningEventKind.ProfileCompleted, member.Value);

    /// <summary>A member checked in on a day of the program's time zone.</summary>
    public static ActivityKey CheckIn(MemberId member, DateOnly day) =>
        Program(EarningEventKind.CheckIn, $"{member}:{day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}");

    /// <summary>A friend whom the member invited joined.</summary>
    public static ActivityKey FriendRegistered(MemberId friend) => Program(EarningEventKind.FriendRegistered, friend.Value);

    /// <summary>A friend whom the member invited placed their first order.</summary>
    /// <param name="friend">The friend.</param>
    /// <param name="round">How often a first order was placed, this one included: again once all before were given back.</param>
    public static ActivityKey FriendOrdered(MemberId friend, int round) => Program(
        EarningEventKind.FriendOrdered,
        round == 1 ? friend.Value : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{friend}:{round}"));

    /// <summary>The key that a text stands for.</summary>
    /// <exception cref="FormatException">It stands for none.</exception>
    public static ActivityKey Parse(string key)
    {
        var parts = key.Split(':', 3);
        var kind = parts.Length == 3 ? Words.FirstOrDefault(word => word.Value == parts[1]).Key : default;
        return kind == default ? throw new FormatException($"{key} names no activity.") : new ActivityKey(parts[0], kind, parts[2]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Channel}:{Words[Kind]}:{ExternalId}";

    private static ActivityKey Program(EarningEventKind kind, string externalId) => new(ChannelCode.Program, kind, externalId);
}
