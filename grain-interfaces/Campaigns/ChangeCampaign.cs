using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using OrleansLoyalty.EarningRules;

namespace OrleansLoyalty.Campaigns;

/// <summary>The ids of campaigns.</summary>
public static class CampaignId
{
    /// <summary>The id of the campaign that a request makes: the same for the same actor and request.</summary>
    public static string From(string actor, RequestId request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"campaign\n{actor}\n{request.Value}"));
        return $"c-{Convert.ToHexStringLower(hash.AsSpan(0, 10))}";
    }
}

/// <summary>What an admin says of a campaign.</summary>
/// <param name="Theme">What it is about.</param>
/// <param name="From">Events from this moment on count.</param>
/// <param name="To">Events before this moment count; <see langword="null"/> for no end.</param>
/// <param name="Audience">Whom it is for.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Budget">The most points it gives in all; <see langword="null"/> for no limit.</param>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignPlan")]
public sealed record CampaignPlan(
    [Id(0)] LocalText Theme,
    [Id(1)] DateTimeOffset From,
    [Id(2)] DateTimeOffset? To,
    [Id(3)] CampaignAudience Audience,
    [Id(4)] ImmutableArray<Rule> Rules,
    [Id(5)] Points? Budget);

/// <summary>Makes a campaign; it is planned until it is launched.</summary>
/// <param name="Id">Its id, of <see cref="CampaignId"/>.</param>
/// <param name="Plan">What it is; <see langword="null"/> as the template says.</param>
/// <param name="Template">The template it is made from.</param>
/// <param name="Actor">Who makes it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MakeCampaign")]
public sealed record MakeCampaign(
    [Id(0)] string Id, [Id(1)] CampaignPlan? Plan, [Id(2)] CampaignTemplate? Template, [Id(3)] string Actor);

/// <summary>Changes what a campaign is.</summary>
/// <param name="Id">The campaign.</param>
/// <param name="Plan">What it is from now on.</param>
/// <param name="BasedOn">The version that was edited.</param>
/// <param name="Actor">Who changes it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.EditCampaign")]
public sealed record EditCampaign(
    [Id(0)] string Id, [Id(1)] CampaignPlan Plan, [Id(2)] long BasedOn, [Id(3)] string Actor);

/// <summary>What may be done with a campaign.</summary>
public enum CampaignMoveKind
{
    /// <summary>Puts it in force, or in force again.</summary>
    Launch = 1,

    /// <summary>Takes it out of force for the time being.</summary>
    Pause = 2,

    /// <summary>Ends it for good.</summary>
    End = 3,
}

/// <summary>Launches, pauses or ends a campaign. Doing again what was done answers again.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.MoveCampaign")]
public sealed record MoveCampaign([Id(0)] string Id, [Id(1)] CampaignMoveKind Move, [Id(2)] string Actor);

/// <summary>How a change of a campaign ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignOutcome")]
public abstract record CampaignOutcome;

/// <summary>The campaign is as was asked, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignAsAsked")]
public sealed record CampaignAsAsked([Id(0)] Campaign Campaign) : CampaignOutcome;

/// <summary>There is no such campaign.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignNotFound")]
public sealed record CampaignNotFound : CampaignOutcome;

/// <summary>The request made another campaign before.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignRequestReused")]
public sealed record CampaignRequestReused : CampaignOutcome;

/// <summary>Somebody changed it since it was read.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignChangedSince")]
public sealed record CampaignChangedSince([Id(0)] long Version, [Id(1)] string Actor) : CampaignOutcome;

/// <summary>It is over, and stays so.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignIsOver")]
public sealed record CampaignIsOver([Id(0)] DateTimeOffset Since) : CampaignOutcome;

/// <summary>A campaign that was never launched cannot be paused.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignNotLaunched")]
public sealed record CampaignNotLaunched : CampaignOutcome;

/// <summary>The budget is not positive, beyond what is possible, or below what was given already.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignBudgetOutOfRange")]
public sealed record CampaignBudgetOutOfRange([Id(0)] Points Min, [Id(1)] Points Max) : CampaignOutcome;

/// <summary>As many campaigns are open as may be.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TooManyCampaigns")]
public sealed record TooManyCampaigns([Id(0)] int Max) : CampaignOutcome;

/// <summary>Its rules do not hold together, with each other or with those in force.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.CampaignRefused")]
public sealed record CampaignRefused([Id(0)] ImmutableArray<RuleProblem> Problems) : CampaignOutcome;
