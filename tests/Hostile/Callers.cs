using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Someone who sends requests.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Role">The role that their token carries; <see langword="null"/> without one.</param>
/// <param name="Token">The token; <see langword="null"/> without one.</param>
/// <param name="IsTaken">Whether the token is one that the gateway takes.</param>
internal sealed record Caller(string Name, string? Role, string? Token, bool IsTaken = true)
{
    /// <summary>Whether a rule of <see cref="WhoMayWhat"/> lets this caller in.</summary>
    public bool May(string[] rule) =>
        IsTaken && (rule.Contains(WhoMayWhat.Anyone)
            || (Role is not null && (rule.Contains(WhoMayWhat.SignedIn) || rule.Contains(Role))));

    public override string ToString() => Name;
}

/// <summary>Everybody who could call, honest or not. A new kind of caller is one more line here.</summary>
internal static class Callers
{
    /// <summary>The member whose data everybody else is after.</summary>
    public const string Victim = "m-victim";

    /// <summary>A member who asks for what is theirs, and for what is not.</summary>
    public const string Curious = "m-curious";

    /// <param name="cluster">Whom they call.</param>
    /// <param name="apiKey">The key of a channel.</param>
    public static IReadOnlyList<Caller> Of(LoyaltyCluster cluster, string apiKey) =>
    [
        new("nobody", null, null),
        new("a member", Roles.Member, Token(cluster, Curious, Roles.Member)),
        new("a clerk", Roles.Clerk, Token(cluster, "clerk-1", Roles.Clerk)),
        new("an admin", Roles.Admin, Token(cluster, "admin-1", Roles.Admin)),
        new("a channel's system", Roles.Channel, apiKey),
        new("a channel's system with another secret", Roles.Channel, apiKey[..^4] + (apiKey.EndsWith("AAAA", StringComparison.Ordinal) ? "BBBB" : "AAAA"), IsTaken: false),
        new("a person who says to be a channel", "nothing", Token(cluster, "channel-1", Roles.Channel)),
        new("a role that nobody declared", "auditor", Token(cluster, "auditor-1", "auditor")),
        new("an admin in capitals", "ADMIN", Token(cluster, "admin-2", "ADMIN")),
        new("an admin whose token has expired", Roles.Admin, Token(cluster, "admin-1", Roles.Admin, TimeSpan.FromMinutes(-5)), IsTaken: false),
        new("an admin from tomorrow", Roles.Admin, Token(cluster, "admin-1", Roles.Admin, from: TimeSpan.FromMinutes(5)), IsTaken: false),
        new("a forger with a key of their own", Roles.Admin, ForgedToken(cluster), IsTaken: false),
        new("a forger without a signature", Roles.Admin, UnsignedToken(cluster), IsTaken: false),
        new("a forger who changed a role", Roles.Admin, AlteredToken(cluster), IsTaken: false),
        new("a forger who cut the signature off", Roles.Admin, Token(cluster, "admin-1", Roles.Admin).Split('.') is var parts ? $"{parts[0]}.{parts[1]}." : "", IsTaken: false),
        new("a member of another service", Roles.Member, Token(cluster, Victim, Roles.Member, audience: "elsewhere"), IsTaken: false),
    ];

    /// <summary>A token as the issuer would sign it.</summary>
    public static string Token(
        LoyaltyCluster cluster,
        string subject,
        string role,
        TimeSpan? lifetime = null,
        TimeSpan? from = null,
        string? audience = null,
        (string Name, string Value)? also = null)
    {
        var key = cluster.GatewayServices.GetRequiredService<SigningKeys>().Development!;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["role"] = role };
        if (also is var (name, value))
        {
            claims[name] = value;
        }

        return Signed(cluster, claims, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256), lifetime, from, audience);
    }

    /// <summary>A token of the victim, with the name and phone that nobody else may ever see.</summary>
    public static string VictimsToken(LoyaltyCluster cluster, string subject, string phone, string name)
    {
        var key = cluster.GatewayServices.GetRequiredService<SigningKeys>().Development!;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject,
            ["role"] = Roles.Member,
            ["phone_number"] = phone,
            ["name"] = name,
        };
        return Signed(cluster, claims, new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
    }

    private static string ForgedToken(LoyaltyCluster cluster)
    {
        // Says it was signed with the gateway's key.
        var id = cluster.GatewayServices.GetRequiredService<SigningKeys>().Development!.KeyId;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var credentials = new SigningCredentials(
            new ECDsaSecurityKey(key) { KeyId = id, CryptoProviderFactory = new CryptoProviderFactory() { CacheSignatureProviders = false } },
            SecurityAlgorithms.EcdsaSha256);
        return Signed(cluster, new() { ["sub"] = "admin-1", ["role"] = Roles.Admin }, credentials);
    }

    private static string UnsignedToken(LoyaltyCluster cluster)
    {
        var signed = Token(cluster, "admin-1", Roles.Admin);
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{signed.Split('.')[1]}.";
    }

    private static string AlteredToken(LoyaltyCluster cluster)
    {
        var parts = Token(cluster, Curious, Roles.Member).Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace("\"member\"", "\"admin\"", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    private static string Signed(
        LoyaltyCluster cluster,
        Dictionary<string, object> claims,
        SigningCredentials credentials,
        TimeSpan? lifetime = null,
        TimeSpan? from = null,
        string? audience = null)
    {
        var options = cluster.GatewayServices.GetRequiredService<IOptions<AccessOptions>>().Value;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = options.Issuer,
            Audience = audience ?? options.Audience,
            NotBefore = now + (from ?? TimeSpan.FromHours(-1)),
            Expires = now + (lifetime ?? TimeSpan.FromHours(1)),
            Claims = claims,
            SigningCredentials = credentials,
        });
    }
}
