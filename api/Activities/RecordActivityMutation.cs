using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Activities;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Orders;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Earning;
using OrleansLoyalty.LoyaltyProgram;

namespace OrleansLoyalty.Api.Activities;

/// <summary>What channels and staff may say that a member did. The rest the program sees by itself.</summary>
public enum ReportedActivity
{
    /// <summary>The member shared something.</summary>
    Share = EarningEventKind.Share,

    /// <summary>The member reviewed a product or wrote a post.</summary>
    Review = EarningEventKind.Review,

    /// <summary>The member answered a survey or did another task.</summary>
    Task = EarningEventKind.Task,

    /// <summary>The member visited a store.</summary>
    StoreVisit = EarningEventKind.StoreVisit,
}

/// <summary>What a member did.</summary>
/// <param name="Kind">What.</param>
/// <param name="ExternalId">The sender's name for it; at most 100 characters. The same name again is answered, not repeated.</param>
/// <param name="Member">Who.</param>
/// <param name="Subject">What it was about, such as the name of a task; at most 100 characters.</param>
/// <param name="Store">The store, when it happened in one; at most 100 characters.</param>
/// <param name="OccurredAt">When.</param>
public sealed record RecordActivityInput(
    ReportedActivity Kind,
    [property: ID] string ExternalId,
    CustomerInput Member,
    string? Subject,
    string? Store,
    DateTimeOffset OccurredAt);

/// <summary>The activity, or why it was not recorded.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Errors">Why not.</param>
public sealed record RecordActivityPayload(ShownActivity? Activity, IReadOnlyList<IRecordActivityError>? Errors);

/// <summary>Why recording was refused; nothing has changed.</summary>
[UnionType("RecordActivityError")]
public interface IRecordActivityError : IRefusal;

/// <summary>There is no member whom this names, or their code has ended.</summary>
[ObjectType]
public sealed record CustomerUnknownError : IRecordActivityError
{
    /// <inheritdoc/>
    public string Message => "There is no member whom this names, or their code has ended.";
}

/// <summary>The name was used for an activity of other content.</summary>
/// <param name="ExternalId">The name as it was sent.</param>
[ObjectType]
public sealed record ActivityNameReusedError([property: ID] string ExternalId) : IRecordActivityError
{
    /// <inheritdoc/>
    public string Message => $"The activity {ExternalId} was sent before with other content.";
}

/// <summary>What the signed-in member's check-in led to.</summary>
/// <param name="Activity">The check-in of today, now or since earlier.</param>
public sealed record CheckInPayload(ShownActivity Activity);

/// <summary>Records what members do.</summary>
[MutationType]
public static partial class RecordActivityMutation
{
    /// <summary>Records that a member did something that may earn points, and credits it.</summary>
    [Authorize(Roles = [Roles.Channel, Roles.Clerk, Roles.Admin])]
    public static async Task<RecordActivityPayload> RecordActivityAsync(
        RecordActivityInput input, ClaimsPrincipal user, Customers customers, IGrainFactory grains, CancellationToken cancellation)
    {
        var name = BadInput.Text("externalId", input.ExternalId, ActivityKey.MaxLength);
        if (await customers.FindAsync(input.Member, user, cancellation) is not { } member)
        {
            return Refused(new CustomerUnknownError());
        }

        // A channel's names are its own; of the brand's staff each has their own.
        var kind = (EarningEventKind)input.Kind;
        var key = Acting.Channel(user) is { } channel
            ? new ActivityKey(channel, kind, name)
            : new ActivityKey(ChannelCode.Program, kind, $"{Acting.Subject(user)}:{name}");
        var command = new RecordActivity(
            member,
            BadInput.OptionalText("subject", input.Subject, 100),
            BadInput.OptionalText("store", input.Store, 100),
            input.OccurredAt,
            Acting.Subject(user));
        return await grains.GetGrain<IActivityGrain>(key.ToString()).Record(command) switch
        {
            ActivityStands(var activity) => new(ShownActivity.From(activity), null),
            ActivityMemberNotFound => Refused(new CustomerUnknownError()),
            ActivityNameReused => Refused(new ActivityNameReusedError(name)),
            ActivityTimeOutOfRange(var earliest, var latest) => Refused(new TimeOutOfRangeError(earliest, latest)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    /// <summary>Checks the signed-in member in for today, in the program's time zone. Once a day; again, it answers again.</summary>
    [Authorize(Roles = [Roles.Member])]
    public static async Task<CheckInPayload> CheckInAsync(ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(program.TimeZone)).DateTime);
        var member = Acting.Member(user);
        var key = ActivityKey.CheckIn(member, today);
        var outcome = await grains.GetGrain<IActivityGrain>(key.ToString())
            .Record(new RecordActivity(member, null, null, now, member.Value));
        return outcome is ActivityStands(var activity)
            ? new CheckInPayload(ShownActivity.From(activity))
            : throw new UnreachableException($"A signed-in member's check-in is answered by {outcome.GetType().Name}.");
    }

    private static RecordActivityPayload Refused(IRecordActivityError error) => new(null, [error]);
}
