using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.Api.Statements;
using OrleansLoyalty.Api.Orders;
using OrleansLoyalty.Api.Mall;
using OrleansLoyalty.Api.ProductCodes;

namespace OrleansLoyalty.Api;

/// <summary>The gateway, but for the engine that serves it.</summary>
public static class ApiModule
{
    /// <summary>Adds the gateway's services and its engine.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services, GatewayOptions gateway)
    {
        services.AddOptions<AccessOptions>().BindConfiguration("Access").ValidateDataAnnotations()
            .Validate(
                access => !gateway.Production || !access.DevelopmentSignIn, "Access:DevelopmentSignIn is not for production.")
            .Validate(
                access => !access.DevelopmentSignIn || access.Jwks is null, "Access:DevelopmentSignIn and Access:Jwks exclude each other.")
            .Validate(
                access => access.DevelopmentSignIn || access.Jwks is not null, "Access:Jwks must name the issuer's keys.")
            .ValidateOnStart();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<Membership>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<MemberCodes>();
        services.AddSingleton<Customers>();
        services.AddSingleton<SignIns>();
        services.AddScanAttempts(gateway);
        services.AddAuthentication(BearerAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null);
        services.AddAuthorization();
        Server.AddEngine(services, gateway);
        return services;
    }

    /// <summary>Serves <c>/graphql</c>, the pictures of items, and the workbooks under <c>/imports</c> and <c>/codes</c>.</summary>
    public static void MapGateway(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseAuthentication();
        app.Use(BearerAuthentication.RefuseBadTokensAsync);
        app.UseAuthorization();
        app.UseWebSockets();
        app.MapImportDownloads();
        app.MapStatements();
        app.MapPictures();
        app.MapCodeExport();
        Server.MapEngine(app);
    }
}
