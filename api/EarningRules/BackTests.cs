using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>The events of the last days, decided again by the draft.</summary>
/// <param name="Id">The back-test's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="DraftRevision">The draft that it tests.</param>
/// <param name="From">The first moment whose events it decides.</param>
/// <param name="To">The moment before which it does.</param>
/// <param name="EventsFound">How many events there are.</param>
/// <param name="EventsDecided">How many were decided so far.</param>
/// <param name="Draft">What the draft would have given; no budget limits it.</param>
/// <param name="Given">What was really given by rules for the same events.</param>
/// <param name="MembersAffected">How many members would have more or less than they have.</param>
/// <param name="PointsPerYuan">How many points are worth one yuan.</param>
/// <param name="ByRule">What each rule would have given.</param>
/// <param name="Problem">Why it failed.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="FinishedAt">When it ended.</param>
public sealed record BackTest(
    [property: ID] string Id,
    BackTestStatus Status,
    long DraftRevision,
    DateTimeOffset From,
    DateTimeOffset To,
    long EventsFound,
    long EventsDecided,
    ShownFigures Draft,
    ShownFigures Given,
    long MembersAffected,
    int PointsPerYuan,
    IReadOnlyList<ShownBackTestRule> ByRule,
    string? Problem,
    DateTimeOffset StartedAt,
    DateTimeOffset? FinishedAt)
{
    internal static BackTest Of(BackTestView test) => new(
        test.Id,
        test.Status,
        test.DraftRevision,
        test.From.ToUniversalTime(),
        test.To.ToUniversalTime(),
        test.EventsFound,
        test.EventsDecided,
        ShownFigures.Of(test.Draft),
        ShownFigures.Of(test.Given),
        test.MembersAffected,
        test.PointsPerYuan,
        [.. test.ByRule.Select(rule => new ShownBackTestRule(rule.RuleId, rule.Points.Value, rule.Events))],
        test.Problem,
        test.StartedAt.ToUniversalTime(),
        test.FinishedAt?.ToUniversalTime());
}

/// <summary>What rules gave, or would have.</summary>
/// <param name="Points">Points.</param>
/// <param name="CostFen">What they are worth, in fen.</param>
/// <param name="Events">For how many events there were any.</param>
/// <param name="Members">To how many members.</param>
[GraphQLName("BackTestFigures")]
public sealed record ShownFigures(long Points, long CostFen, long Events, long Members)
{
    internal static ShownFigures Of(BackTestFigures figures) =>
        new(figures.Points.Value, figures.Cost.MinorUnits, figures.Events, figures.Members);
}

/// <summary>What one rule would have given.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Points">Points.</param>
/// <param name="Events">For how many events.</param>
[GraphQLName("BackTestRule")]
public sealed record ShownBackTestRule([property: ID] string RuleId, long Points, long Events);

/// <summary>What to test the draft on.</summary>
/// <param name="Days">On the events of so many days: 1 to 400.</param>
/// <param name="PointsPerYuan">How many points are worth one yuan; left out, as the program says.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record StartBackTestInput(int Days, int? PointsPerYuan, [property: ID] string RequestId);

/// <summary>The back-test, or why there is none.</summary>
/// <param name="BackTest">The back-test as it stands; it goes on after this answer.</param>
/// <param name="Errors">Why not.</param>
public sealed record StartBackTestPayload(BackTest? BackTest, IReadOnlyList<IStartBackTestError>? Errors);

/// <summary>Why a back-test was not started.</summary>
[UnionType("StartBackTestError")]
public interface IStartBackTestError : IRefusal;

/// <summary>A number is outside what it may be.</summary>
/// <param name="Field">Which.</param>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[ObjectType]
public sealed record BackTestOutOfRangeError(string Field, long Min, long Max) : IStartBackTestError
{
    /// <inheritdoc/>
    public string Message => $"{Field} must be from {Min} to {Max}.";
}

/// <summary>There is no draft to test.</summary>
[ObjectType]
public sealed record NoRuleDraftError : IStartBackTestError
{
    /// <inheritdoc/>
    public string Message => "There is no draft: save one first.";
}

/// <summary>Which back-test to stop.</summary>
/// <param name="Id">Which.</param>
public sealed record CancelBackTestInput([property: ID] string Id);

/// <summary>The back-test.</summary>
/// <param name="BackTest">As it stood when it was told to stop; null when there is none of this id.</param>
public sealed record CancelBackTestPayload(BackTest? BackTest);

/// <summary>Starts and stops back-tests.</summary>
[MutationType]
public static partial class BackTestMutation
{
    /// <summary>Decides the events of the last days again by the draft, beside the answer. It touches nothing.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<StartBackTestPayload> StartBackTestAsync(
        StartBackTestInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var actor = Acting.Subject(user);
        var id = CampaignId.From(actor, BadInput.Request(input.RequestId)).Replace("c-", "bt-", StringComparison.Ordinal);
        return await grains.GetGrain<IBackTestGrain>(id).Start(new(input.Days, input.PointsPerYuan, actor)) switch
        {
            BackTestStarted(var test) => new(BackTest.Of(test), null),
            BackTestOutOfRange(var field, var min, var max) => new(null, [new BackTestOutOfRangeError(field, min, max)]),
            BackTestNoDraft => new(null, [new NoRuleDraftError()]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    /// <summary>Stops a back-test; its figures are of what was decided until then.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<CancelBackTestPayload> CancelBackTestAsync(CancelBackTestInput input, IGrainFactory grains) =>
        new(await grains.GetGrain<IBackTestGrain>(BadInput.Text("id", input.Id, 100)).Cancel() is { } test
            ? BackTest.Of(test)
            : null);
}

/// <summary>Finds back-tests.</summary>
[QueryType]
public static partial class BackTestQuery
{
    /// <summary>A back-test as it stands; null when none of this id is known.</summary>
    /// <param name="id">The back-test's id.</param>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<BackTest?> GetBackTestAsync([ID] string id, IGrainFactory grains) =>
        await grains.GetGrain<IBackTestGrain>(BadInput.Text("id", id, 100)).View() is { } test ? BackTest.Of(test) : null;
}

/// <summary>Follows back-tests.</summary>
[SubscriptionType]
public static partial class BackTestProgressSubscription
{
    /// <summary>A back-test: now, whenever more is decided, and when it has ended, with which the subscription ends.</summary>
    /// <param name="id">The back-test's id.</param>
    [Subscribe(With = nameof(FollowAsync))]
    [Authorize(Roles = [Roles.Admin], Apply = ApplyPolicy.Validation)]
    public static BackTest BackTestProgress([EventMessage] BackTest test, [ID] string id) => test;

    private static async IAsyncEnumerable<BackTest> FollowAsync(
        [ID] string id, IGrainFactory grains, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var test = grains.GetGrain<IBackTestGrain>(BadInput.Text("id", id, 100));
        var shown = 0L;
        while (await test.ViewAfter(shown, cancellation).WaitAsync(cancellation) is { } view)
        {
            if (view.Version != shown)
            {
                shown = view.Version;
                yield return BackTest.Of(view);
            }

            if (view.Status != BackTestStatus.Running)
            {
                yield break;
            }
        }
    }
}
