using System.Security.Claims;

namespace OrleansLoyalty.Api.Access;

/// <summary>Signs in whoever shows a token: over HTTP in a header, over a socket in its first message.</summary>
public sealed class SignIns(Tokens tokens, Membership membership)
{
    /// <summary>Who a token speaks for and until when; <see langword="null"/> for one that is not taken.</summary>
    public async Task<(ClaimsPrincipal User, DateTimeOffset ValidTo)?> ReadAsync(string token, CancellationToken cancellation)
    {
        if (await tokens.ReadAsync(token, cancellation) is not { } signedIn)
        {
            return null;
        }

        await membership.EnsureAsync(signedIn.User);
        return signedIn;
    }
}
