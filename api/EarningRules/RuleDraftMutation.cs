using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.EarningRules;

/// <summary>The program's own rules, all of them.</summary>
/// <param name="Rules">In the order in which awards list their parts; at most 200.</param>
/// <param name="BasedOn">The revision that was edited; left out, whatever is there is replaced.</param>
public sealed record SaveRuleDraftInput(IReadOnlyList<RuleInput> Rules, long? BasedOn);

/// <summary>The draft, or why it was not kept.</summary>
/// <param name="Draft">The draft as it is now.</param>
/// <param name="Errors">Why not: everything that is wrong with it.</param>
public sealed record SaveRuleDraftPayload(ShownDraft? Draft, IReadOnlyList<ISaveRuleDraftError>? Errors);

/// <summary>Why a draft was not kept.</summary>
[UnionType("SaveRuleDraftError")]
public interface ISaveRuleDraftError : IRefusal;

/// <summary>Somebody saved since the draft was read, or it is of another revision.</summary>
/// <param name="Revision">The revision it is of now.</param>
[ObjectType]
public sealed record RuleDraftChangedError(long Revision) : ISaveRuleDraftError, IPublishRuleDraftError
{
    /// <inheritdoc/>
    public string Message => Revision == 0 ? "There is no draft." : $"The draft is of revision {Revision} by now: read it again.";
}

/// <summary>Which draft to publish, and for when.</summary>
/// <param name="Revision">The revision that is meant. Publishing it again is answered, not repeated.</param>
/// <param name="EffectiveFrom">From when on it holds; left out for now. Never a moment that has passed.</param>
public sealed record PublishRuleDraftInput(long Revision, DateTimeOffset? EffectiveFrom);

/// <summary>The published rules, or why they were not published.</summary>
/// <param name="RuleSet">The version that was published.</param>
/// <param name="Errors">Why not.</param>
public sealed record PublishRuleDraftPayload(ShownRuleSet? RuleSet, IReadOnlyList<IPublishRuleDraftError>? Errors);

/// <summary>Why a draft was not published.</summary>
[UnionType("PublishRuleDraftError")]
public interface IPublishRuleDraftError : IRefusal;

/// <summary>The moment has passed: what has happened was decided by the rules that held then.</summary>
/// <param name="EffectiveFrom">The moment.</param>
/// <param name="Now">What the time is.</param>
[ObjectType]
public sealed record EffectiveInThePastError(DateTimeOffset EffectiveFrom, DateTimeOffset Now) : IPublishRuleDraftError
{
    /// <inheritdoc/>
    public string Message => $"{EffectiveFrom:u} has passed; it is {Now:u}.";
}

/// <summary>The revision was published before, for another moment.</summary>
/// <param name="Version">As this version.</param>
/// <param name="EffectiveFrom">For this moment.</param>
[ObjectType]
public sealed record RuleDraftPublishedOtherwiseError(long Version, DateTimeOffset EffectiveFrom) : IPublishRuleDraftError
{
    /// <inheritdoc/>
    public string Message => $"It was published as version {Version}, for {EffectiveFrom:u}.";
}

/// <summary>As many sets wait for their time as may.</summary>
/// <param name="Max">How many may.</param>
[ObjectType]
public sealed record TooManyRuleSetsWaitingError(int Max) : IPublishRuleDraftError
{
    /// <inheritdoc/>
    public string Message => $"{Max} rule sets wait for their time already.";
}

/// <summary>Writes and publishes rules.</summary>
[MutationType]
public static partial class RuleDraftMutation
{
    /// <summary>Keeps a draft of the rules, checked as a whole. Nothing earns by it until it is published.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<SaveRuleDraftPayload> SaveRuleDraftAsync(
        SaveRuleDraftInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var command = new SaveRuleDraft(
            [.. input.Rules.Select(rule => rule.Rule())], input.BasedOn, Acting.Subject(user));
        return await grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key).SaveDraft(command) switch
        {
            DraftSaved(var draft) => new(ShownDraft.From(draft), null),
            DraftChangedSince(var revision, _) => new(null, [new RuleDraftChangedError(revision)]),
            DraftRefused(var problems) => new(null, [.. problems.Select(RuleRefusals.From)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    /// <summary>Publishes the draft. Events that happen from its moment on are decided by it, together with the campaigns.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<PublishRuleDraftPayload> PublishRuleDraftAsync(
        PublishRuleDraftInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var command = new PublishRules(input.Revision, input.EffectiveFrom, Acting.Subject(user));
        return await grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key).Publish(command) switch
        {
            RulesPublished(var published) => new(ShownRuleSet.From(published), null),
            PublishDraftChanged(var revision) => Refused(new RuleDraftChangedError(revision)),
            PublishInThePast(var from, var now) => Refused(new EffectiveInThePastError(from.ToUniversalTime(), now)),
            PublishedOtherwise(var version, var from) => Refused(new RuleDraftPublishedOtherwiseError(version, from.ToUniversalTime())),
            PublishTooManyWaiting(var max) => Refused(new TooManyRuleSetsWaitingError(max)),
            PublishRefused(var problems) => new(null, [.. problems.Select(RuleRefusals.From)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    private static PublishRuleDraftPayload Refused(IPublishRuleDraftError error) => new(null, [error]);
}
