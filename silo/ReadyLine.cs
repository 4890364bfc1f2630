using OrleansLoyalty.Api;
using OrleansLoyalty.Silo;

namespace OrleansLoyalty;

/// <summary>The line by which a newcomer sees that the system is up, and where.</summary>
internal static class ReadyLine
{
    internal static string Of(WebApplication app, LoyaltyOptions options) =>
        $"Ready: {app.Urls.First()}/graphql (actors: {ActorsSetup.Framework}, graphql: {Server.Framework}, {options.FrameworksWhy})";
}
