using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.Statements;

/// <summary>Statements of points as workbooks: a member's own, and any for admins.</summary>
public static class StatementDownload
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>
    /// Serves <c>/members/{id}/statement.xlsx?from=2026-01-01&amp;to=2026-12-31&amp;language=zh</c>; the id <c>me</c> is
    /// whoever is signed in. Both days are included; without them it is all there is. The language is zh or en.
    /// </summary>
    public static void MapStatements(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/members/{id}/statement.xlsx", ServeAsync)
            .RefuseBadInput()
            .RequireAuthorization(policy => policy.RequireRole(Roles.Member, Roles.Admin));

    private static async Task<IResult> ServeAsync(string id, HttpContext http, MemberQueries members, IGrainFactory grains)
    {
        var user = http.User;
        var memberId = id == "me" && user.IsInRole(Roles.Member) ? Acting.Member(user).Value : id;
        if (!user.IsInRole(Roles.Admin) && memberId != Acting.Member(user).Value)
        {
            return Results.NotFound(); // As of nobody: whether there is such a member is not theirs to know.
        }

        var query = http.Request.Query;
        var (from, to, language) = (Day(query, "from"), Day(query, "to"), Language(query.Text("language")));
        if (to < from)
        {
            throw BadInput.Error("from", "must be at or before to");
        }

        if ((await members.FindAsync([memberId], http.RequestAborted)).Count == 0)
        {
            return Results.NotFound();
        }

        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(program.TimeZone);
        http.Response.ContentType = Xlsx;
        http.Response.Headers.ContentDisposition = "attachment; filename=\"statement.xlsx\"";
        http.Response.Headers.CacheControl = "no-store";
        await new Statement(memberId, from, to, language, zone).WriteAsync(members, http.Response.Body, http.RequestAborted);
        return Results.Empty;
    }

    private static StatementLanguage Language(string? text) => text switch
    {
        null or "zh" => StatementLanguage.Zh,
        "en" => StatementLanguage.En,
        _ => throw BadInput.Error("language", "must be zh or en"),
    };

    private static DateOnly? Day(IQueryCollection query, string name) =>
        query.Text(name) is { } text ? BadInput.Day(name, text) : null;
}
