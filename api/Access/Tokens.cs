using System.Security.Claims;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansLoyalty.MemberAccounts;

namespace OrleansLoyalty.Api.Access;

/// <summary>Checks bearer tokens (RS256 or ES256) and, in development, makes them.</summary>
public sealed class Tokens(SigningKeys keys, IOptions<AccessOptions> options, TimeProvider clock)
{
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Who a token speaks for; <see langword="null"/> for one that is expired, forged or not for us.</summary>
    public async Task<SignedIn?> ReadAsync(string token, CancellationToken cancellation)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = options.Value.Issuer,
            ValidAudience = options.Value.Audience,
            ValidAlgorithms = Algorithms,
            IssuerSigningKeys = await keys.CurrentAsync(cancellation),
            LifetimeValidator = (from, to, _, _) => IsValidNow(from, to),
            NameClaimType = Acting.SubjectClaim,
            RoleClaimType = options.Value.RoleClaim,
        });
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException)
        {
            keys.Refresh();
        }

        return result.IsValid && IsUsable(result.ClaimsIdentity)
            ? new SignedIn(new ClaimsPrincipal(result.ClaimsIdentity), result.SecurityToken.ValidTo)
            : null;
    }

    /// <summary>Makes a development token.</summary>
    /// <exception cref="InvalidOperationException">The options name an issuer's keys: only the issuer signs.</exception>
    public string Issue(string subject, string role, string phone)
    {
        var key = keys.Development ?? throw new InvalidOperationException("Only the configured issuer signs tokens.");
        var now = clock.GetUtcNow();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Value.Issuer,
            Audience = options.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + options.Value.DevelopmentTokenLifetime).UtcDateTime,
            Claims = new Dictionary<string, object>
            {
                [Acting.SubjectClaim] = subject,
                [options.Value.RoleClaim] = role,
                ["phone_number"] = phone,
            },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private bool IsValidNow(DateTime? from, DateTime? to)
    {
        // Clocks of issuer and gateway may differ by so much.
        var skew = TimeSpan.FromMinutes(1);
        var now = clock.GetUtcNow().UtcDateTime;
        return to is { } end && now < end && (from is not { } start || now + skew >= start);
    }

    private static bool IsUsable(ClaimsIdentity identity) =>
        identity.FindFirst(Acting.SubjectClaim) is { Value.Length: > 0 and <= MemberId.MaxLength }
        && identity.Claims.All(claim => Storable.TextProblem(claim.Value) is null);
}
