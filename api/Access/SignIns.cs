using System.Runtime.InteropServices;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace OrleansLoyalty.Api.Access;

/// <summary>Who is signed in, and until when.</summary>
/// <param name="User">Subject, roles and the device that the issuer vouches for, and no more.</param>
/// <param name="ValidTo">When the token expires.</param>
public sealed record SignedIn(ClaimsPrincipal User, DateTimeOffset ValidTo);

/// <summary>
/// Signs in whoever shows a token or an API key: over HTTP in a header, over a socket in its first message. A token that was taken is
/// remembered for a while: checking its signature costs more than claiming a code.
/// </summary>
public sealed class SignIns(
    Tokens tokens, ApiKeys apiKeys, Membership membership, IOptions<AccessOptions> options, TimeProvider clock) : IDisposable
{
    // A key that its issuer withdraws is trusted no longer than this.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(5);

    // Keyed by the token's hash: a dump of this memory signs nobody in.
    private readonly MemoryCache _taken = new(new MemoryCacheOptions { SizeLimit = options.Value.RememberedTokens });

    /// <summary>Who a token or a key speaks for; <see langword="null"/> for one that is not taken.</summary>
    public async Task<SignedIn?> ReadAsync(ReadOnlyMemory<char> token, CancellationToken cancellation)
    {
        if (ApiKeyText.LooksLikeOne(token.Span))
        {
            return await apiKeys.ReadAsync(token.ToString(), cancellation);
        }

        var key = Convert.ToBase64String(SHA256.HashData(MemoryMarshal.AsBytes(token.Span)));
        if (_taken.TryGetValue(key, out SignedIn? known))
        {
            return clock.GetUtcNow() < known!.ValidTo ? known : null;
        }

        if (await tokens.ReadAsync(token.ToString(), cancellation) is not { } read)
        {
            return null;
        }

        await membership.EnsureAsync(read.User);
        var signedIn = read with { User = Slim(read.User, options.Value.DeviceClaim) };
        _taken.Set(key, signedIn, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        return signedIn;
    }

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();

    private static ClaimsPrincipal Slim(ClaimsPrincipal user, string? deviceClaim)
    {
        var identity = (ClaimsIdentity)user.Identity!;
        var claims = user.FindAll(identity.RoleClaimType).Where(role => role.Value != Roles.Channel).Append(user.FindFirst(Acting.SubjectClaim)!)
            .Select(claim => new Claim(claim.Type, claim.Value));
        if (deviceClaim is { Length: > 0 } && user.FindFirst(deviceClaim) is { Value.Length: > 0 } device)
        {
            claims = claims.Append(new Claim(Acting.DeviceClaim, device.Value));
        }

        return new ClaimsPrincipal(
            new ClaimsIdentity(claims, BearerAuthentication.SchemeName, Acting.SubjectClaim, identity.RoleClaimType));
    }
}
