using OrleansLoyalty.Api;

namespace OrleansLoyalty;

/// <summary>The line by which a newcomer sees that the system is up, and where.</summary>
internal static class ReadyLine
{
    internal static string Of(WebApplication app, LoyaltyOptions options) =>
        $"Ready: {app.Urls.First()}/graphql (graphql: {Server.Framework}, {options.FrameworkWhy})";
}
