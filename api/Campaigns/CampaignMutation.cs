using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.EarningRules;
using OrleansLoyalty.Api.LoyaltyProgram;
using OrleansLoyalty.Campaigns;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Api.Campaigns;

/// <summary>What a campaign is.</summary>
/// <param name="Theme">What it is about; at most 100 characters.</param>
/// <param name="From">Events from this moment on count.</param>
/// <param name="To">Events before this moment count; left out for no end.</param>
/// <param name="Tiers">Only members of these tiers.</param>
/// <param name="Tags">Only members with one of these tags.</param>
/// <param name="Rules">Its rules, at most 20.</param>
/// <param name="Budget">The most points it gives in all; left out for no limit.</param>
public sealed record CampaignPlanInput(
    LocalTextInput Theme,
    DateTimeOffset From,
    DateTimeOffset? To,
    [property: ID] IReadOnlyList<string>? Tiers,
    IReadOnlyList<string>? Tags,
    IReadOnlyList<RuleInput> Rules,
    long? Budget)
{
    internal CampaignPlan Plan() => new(
        Theme.Text("theme"),
        From,
        To,
        new CampaignAudience(RuleConditionsInput.Texts(Tiers), RuleConditionsInput.Texts(Tags)),
        [.. Rules.Select(rule => rule.Rule())],
        Budget is { } budget ? new Points(budget) : null);
}

/// <summary>A new campaign.</summary>
/// <param name="Plan">What it is.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record CreateCampaignInput(CampaignPlanInput Plan, [property: ID] string RequestId);

/// <summary>A new campaign as a template says.</summary>
/// <param name="Template">Which.</param>
/// <param name="RequestId">Made by the caller; the same id again is answered, not repeated.</param>
public sealed record CreateCampaignFromTemplateInput(CampaignTemplate Template, [property: ID] string RequestId);

/// <summary>What a campaign is from now on.</summary>
/// <param name="Id">Which campaign.</param>
/// <param name="Version">The version that was edited.</param>
/// <param name="Plan">What it is.</param>
public sealed record EditCampaignInput([property: ID] string Id, long Version, CampaignPlanInput Plan);

/// <summary>What becomes of a campaign.</summary>
/// <param name="Id">Which campaign.</param>
/// <param name="Move">What.</param>
public sealed record MoveCampaignInput([property: ID] string Id, CampaignMoveKind Move);

/// <summary>The campaign as it is now, or why nothing was changed.</summary>
/// <param name="Campaign">The campaign.</param>
/// <param name="Errors">Why not.</param>
public sealed record ChangeCampaignPayload(ShownCampaign? Campaign, IReadOnlyList<IChangeCampaignError>? Errors);

/// <summary>Why a campaign was not changed.</summary>
[UnionType("ChangeCampaignError")]
public interface IChangeCampaignError : IRefusal;

/// <summary>There is no such campaign.</summary>
/// <param name="CampaignId">The id as it was sent.</param>
[ObjectType]
public sealed record CampaignNotFoundError([property: ID] string CampaignId) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"There is no campaign {CampaignId}.";
}

/// <summary>Somebody changed it since it was read.</summary>
/// <param name="Version">The version it is of now.</param>
/// <param name="ChangedBy">Who changed it.</param>
[ObjectType]
public sealed record CampaignChangedError(long Version, string ChangedBy) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"{ChangedBy} has changed it; it is of version {Version} by now: read it again.";
}

/// <summary>It is over, and stays so.</summary>
/// <param name="Since">Since when.</param>
[ObjectType]
public sealed record CampaignIsOverError(DateTimeOffset Since) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"It is over since {Since:u}.";
}

/// <summary>A campaign that was never launched cannot be paused.</summary>
/// <param name="CampaignId">The campaign.</param>
[ObjectType]
public sealed record CampaignNotLaunchedError([property: ID] string CampaignId) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"Campaign {CampaignId} was never launched.";
}

/// <summary>The budget is not possible, or less than was given already.</summary>
/// <param name="Min">The least it may be.</param>
/// <param name="Max">The most it may be.</param>
[ObjectType]
public sealed record CampaignBudgetOutOfRangeError(long Min, long Max) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"The budget must be from {Min} to {Max} points.";
}

/// <summary>As many campaigns are open as may be.</summary>
/// <param name="Max">How many may.</param>
[ObjectType]
public sealed record TooManyCampaignsError(int Max) : IChangeCampaignError
{
    /// <inheritdoc/>
    public string Message => $"{Max} campaigns are open already: end one first.";
}

/// <summary>Makes and changes campaigns.</summary>
[MutationType]
public static partial class CampaignMutation
{
    /// <summary>Makes a campaign. It is planned until it is launched.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ChangeCampaignPayload> CreateCampaignAsync(
        CreateCampaignInput input, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var (actor, request) = (Acting.Subject(user), BadInput.Request(input.RequestId));
        var id = CampaignId.From(actor, request);
        return Payload(
            await Desk(grains).MakeCampaign(new(id, input.Plan.Plan(), null, actor)), id, input.RequestId, clock);
    }

    /// <summary>Makes a campaign as a template says: complete, planned, to be launched or edited.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ChangeCampaignPayload> CreateCampaignFromTemplateAsync(
        CreateCampaignFromTemplateInput input, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var (actor, request) = (Acting.Subject(user), BadInput.Request(input.RequestId));
        var id = CampaignId.From(actor, request);
        return Payload(
            await Desk(grains).MakeCampaign(new(id, null, input.Template, actor)), id, input.RequestId, clock);
    }

    /// <summary>Changes what a campaign is. A launched one is in force as changed from now on.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ChangeCampaignPayload> EditCampaignAsync(
        EditCampaignInput input, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var id = BadInput.Text("id", input.Id, 100);
        var command = new EditCampaign(id, input.Plan.Plan(), input.Version, Acting.Subject(user));
        return Payload(await Desk(grains).EditCampaign(command), id, "", clock);
    }

    /// <summary>Launches, pauses or ends a campaign, from now on. What it gave stays given.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<ChangeCampaignPayload> MoveCampaignAsync(
        MoveCampaignInput input, ClaimsPrincipal user, IGrainFactory grains, TimeProvider clock)
    {
        var id = BadInput.Text("id", input.Id, 100);
        return Payload(await Desk(grains).MoveCampaign(new(id, input.Move, Acting.Subject(user))), id, "", clock);
    }

    private static IRuleSetGrain Desk(IGrainFactory grains) =>
        grains.GetGrain<IRuleSetGrain>(IRuleSetGrain.Key);

    private static ChangeCampaignPayload Payload(CampaignOutcome outcome, string id, string requestId, TimeProvider clock) =>
        outcome switch
        {
            CampaignAsAsked(var campaign) => new(ShownCampaign.Of(campaign, clock.GetUtcNow()), null),
            CampaignNotFound => Refused(new CampaignNotFoundError(id)),
            CampaignRequestReused => Refused(new RequestIdReusedError(requestId)),
            CampaignChangedSince(var version, var actor) => Refused(new CampaignChangedError(version, actor)),
            CampaignIsOver(var since) => Refused(new CampaignIsOverError(since.ToUniversalTime())),
            CampaignNotLaunched => Refused(new CampaignNotLaunchedError(id)),
            CampaignBudgetOutOfRange(var min, var max) => Refused(new CampaignBudgetOutOfRangeError(min.Value, max.Value)),
            TooManyCampaigns(var max) => Refused(new TooManyCampaignsError(max)),
            CampaignRefused(var problems) => new(null, [.. problems.Select(RuleRefusals.From)]),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };

    private static ChangeCampaignPayload Refused(IChangeCampaignError error) => new(null, [error]);
}
