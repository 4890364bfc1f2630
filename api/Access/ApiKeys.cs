using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using OrleansLoyalty.Storage.Channels;

namespace OrleansLoyalty.Api.Access;

/// <summary>
/// Signs in channels by their keys. A key that was taken is remembered for some seconds, so that a busy channel costs
/// one look-up now and then, and a revoked key is trusted no longer than that.
/// </summary>
public sealed class ApiKeys(ChannelQueries channels, TimeProvider clock) : IDisposable
{
    /// <summary>How long a key is remembered as taken, and trusted by another gateway than the one that revoked it.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromSeconds(10);

    // A socket or an event stream that was opened with a key ends by then, and asks again with the key.
    private static readonly TimeSpan LongestSession = TimeSpan.FromMinutes(5);

    private readonly MemoryCache _taken = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    /// <summary>Whom a key speaks for; <see langword="null"/> for one that is not taken.</summary>
    public async Task<SignedIn?> ReadAsync(string key, CancellationToken cancellation)
    {
        if (!ApiKeyText.TryPrefix(key, out var prefix))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var hash = ApiKeyText.Hash(key);
        if (!_taken.TryGetValue(prefix, out Taken? known) || now >= known!.Until)
        {
            if (await channels.HashAsync(prefix, cancellation) is not { } kept)
            {
                return null;
            }

            known = new Taken(kept, now + Remembered);
            _taken.Set(prefix, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Remembered });
        }

        return CryptographicOperations.FixedTimeEquals(hash, known.Key.Hash)
            ? new SignedIn(Principal(prefix, known.Key.Channel), now + LongestSession)
            : null;
    }

    /// <summary>Forgets a key that was revoked here.</summary>
    public void Forget(string prefix) => _taken.Remove(prefix);

    /// <inheritdoc/>
    public void Dispose() => _taken.Dispose();

    private static ClaimsPrincipal Principal(string prefix, string channel) => new(new ClaimsIdentity(
        [
            new Claim(Acting.SubjectClaim, $"key:{prefix}"),
            new Claim(Acting.ChannelClaim, channel),
            new Claim(RoleClaim, Roles.Channel),
        ],
        BearerAuthentication.SchemeName,
        Acting.SubjectClaim,
        RoleClaim));

    private const string RoleClaim = "role";

    private sealed record Taken(ApiKeyHash Key, DateTimeOffset Until);
}
