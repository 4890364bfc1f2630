using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansLoyalty.Api.Access;

/// <summary>ASP.NET's authentication by <c>Authorization: Bearer</c> or <c>ApiKey</c>.</summary>
public sealed class BearerAuthentication(
    SignIns signIns, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The scheme's name.</summary>
    public const string SchemeName = "Bearer";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SocketToken.WithScheme(Request.Headers.Authorization.ToString()) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        if (await signIns.ReadAsync(token, Context.RequestAborted) is not var (user, validTo))
        {
            return AuthenticateResult.Fail("The token is expired, forged or not for this service.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(
            user, new AuthenticationProperties { ExpiresUtc = validTo }, SchemeName));
    }

    /// <summary>Answers a token that was shown and not taken: without it, a client would act as nobody and not know.</summary>
    public static async Task RefuseBadTokensAsync(HttpContext context, Func<Task> next)
    {
        var result = await context.AuthenticateAsync(SchemeName);
        if (result.Failure is not { } failure)
        {
            await next();
            return;
        }

        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers.WWWAuthenticate = "Bearer error=\"invalid_token\"";
        await context.Response.WriteAsJsonAsync(new
        {
            errors = new[] { new { message = failure.Message, extensions = new { code = "AUTH_INVALID_TOKEN" } } },
        });
    }
}
