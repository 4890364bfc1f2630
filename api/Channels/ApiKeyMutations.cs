using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Channels;

namespace OrleansLoyalty.Api.Channels;

/// <summary>A key to issue.</summary>
/// <param name="Channel">The code of the channel whose system will act by it.</param>
/// <param name="Name">What it is for; at most 100 characters.</param>
public sealed record IssueApiKeyInput([property: ID] string Channel, string Name);

/// <summary>The key, or why there is none.</summary>
/// <param name="Key">The whole key, shown this once: sent as <c>Authorization: ApiKey …</c>.</param>
/// <param name="ApiKey">What is kept of it.</param>
/// <param name="Errors">Why not.</param>
public sealed record IssueApiKeyPayload(string? Key, ShownApiKey? ApiKey, IReadOnlyList<IIssueApiKeyError>? Errors);

/// <summary>Why issuing was refused.</summary>
[UnionType("IssueApiKeyError")]
public interface IIssueApiKeyError : IRefusal;

/// <summary>There is no such channel.</summary>
/// <param name="Channel">The code as it was sent.</param>
[ObjectType]
public sealed record ChannelNotFoundError([property: ID] string Channel) : IIssueApiKeyError, ILinkMemberError
{
    /// <inheritdoc/>
    public string Message => "There is no such channel.";
}

/// <summary>The channel has as many keys in use as it may.</summary>
/// <param name="Limit">So many.</param>
[ObjectType]
public sealed record TooManyApiKeysError(int Limit) : IIssueApiKeyError
{
    /// <inheritdoc/>
    public string Message => $"A channel has at most {Limit} keys in use: revoke one first.";
}

/// <summary>A key to end.</summary>
/// <param name="Channel">The code of its channel.</param>
/// <param name="Id">The part of the key that names it.</param>
public sealed record RevokeApiKeyInput([property: ID] string Channel, [property: ID] string Id);

/// <summary>The key, or why it was not ended.</summary>
/// <param name="ApiKey">The key as it is now.</param>
/// <param name="Errors">Why not.</param>
public sealed record RevokeApiKeyPayload(ShownApiKey? ApiKey, IReadOnlyList<IRevokeApiKeyError>? Errors);

/// <summary>Why ending was refused.</summary>
[UnionType("RevokeApiKeyError")]
public interface IRevokeApiKeyError : IRefusal;

/// <summary>The channel has no such key.</summary>
/// <param name="Id">The name as it was sent.</param>
[ObjectType]
public sealed record ApiKeyNotFoundError([property: ID] string Id) : IRevokeApiKeyError
{
    /// <inheritdoc/>
    public string Message => "The channel has no such key.";
}

/// <summary>Issues and ends keys.</summary>
[MutationType]
public static partial class ApiKeyMutations
{
    /// <summary>
    /// Issues a key, shown in this answer and never again. Whoever loses it issues another and revokes this one.
    /// </summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<IssueApiKeyPayload> IssueApiKeyAsync(
        IssueApiKeyInput input, ClaimsPrincipal user, IGrainFactory grains)
    {
        var name = BadInput.Text("name", input.Name, 100);
        var (key, prefix) = ApiKeyText.New();
        var command = new IssueApiKey(prefix, ApiKeyText.Hash(key), name, Acting.Subject(user));
        return ChannelCode.IsWellFormed(input.Channel)
            ? await grains.GetGrain<IChannelGrain>(input.Channel).IssueKey(command) switch
            {
                ApiKeyIssued(var issued) => new(key, ShownApiKey.From(issued), null),
                IssueChannelNotFound => Refused(new ChannelNotFoundError(input.Channel)),
                TooManyApiKeys(var limit) => Refused(new TooManyApiKeysError(limit)),
                var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
            }
            : Refused(new ChannelNotFoundError(input.Channel));
    }

    /// <summary>Ends a key: this gateway takes it no more at once, others within ten seconds.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<RevokeApiKeyPayload> RevokeApiKeyAsync(
        RevokeApiKeyInput input, ClaimsPrincipal user, ApiKeys apiKeys, IGrainFactory grains)
    {
        if (!ChannelCode.IsWellFormed(input.Channel))
        {
            return new(null, [new ApiKeyNotFoundError(input.Id)]);
        }

        var command = new RevokeApiKey(BadInput.Text("id", input.Id, 100), Acting.Subject(user));
        switch (await grains.GetGrain<IChannelGrain>(input.Channel).RevokeKey(command))
        {
            case ApiKeyRevoked(var revoked):
                apiKeys.Forget(revoked.Prefix);
                return new(ShownApiKey.From(revoked), null);
            case OrleansLoyalty.Channels.ApiKeyNotFound:
                return new(null, [new ApiKeyNotFoundError(input.Id)]);
            case var other:
                throw new UnreachableException($"{other.GetType().Name} has no payload.");
        }
    }

    private static IssueApiKeyPayload Refused(IIssueApiKeyError error) => new(null, null, [error]);
}
