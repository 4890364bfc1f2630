using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.Paging;
using OrleansLoyalty.Channels;
using OrleansLoyalty.Storage.Channels;

namespace OrleansLoyalty.Api.Channels;

/// <summary>A way by which customers meet the brand, such as its mini-program or a marketplace.</summary>
/// <param name="Code">Its code; what it sends is named after it.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AddedAt">Since when it is known.</param>
[GraphQLName("Channel")]
public sealed record ShownChannel([property: ID] string Code, string Name, DateTimeOffset AddedAt)
{
    internal static ShownChannel From(ChannelView channel) => new(channel.Code, channel.Name, channel.AddedAt);
}

/// <summary>A key by which a channel's system acts. The key itself was shown once and is kept nowhere.</summary>
/// <param name="Id">The part of the key that names it.</param>
/// <param name="Channel">The code of the channel it acts for.</param>
/// <param name="Name">What it is for.</param>
/// <param name="IssuedAt">Since when it is taken.</param>
/// <param name="RevokedAt">Since when it is taken no more.</param>
[GraphQLName("ApiKey")]
public sealed record ShownApiKey(
    [property: ID] string Id, [property: ID] string Channel, string Name, DateTimeOffset IssuedAt, DateTimeOffset? RevokedAt)
{
    internal static ShownApiKey From(ApiKeyView key) =>
        new(key.Prefix, key.Channel, key.Name, key.IssuedAt, key.RevokedAt);
}

/// <summary>Loads the keys of the channels that one request shows, together.</summary>
public sealed class ApiKeysByChannel(ChannelQueries channels, IBatchScheduler scheduler, DataLoaderOptions options)
    : BatchDataLoader<string, ShownApiKey[]>(scheduler, options)
{
    /// <inheritdoc/>
    protected override async Task<IReadOnlyDictionary<string, ShownApiKey[]>> LoadBatchAsync(
        IReadOnlyList<string> keys, CancellationToken cancellationToken) =>
        (await channels.KeysAsync(keys, cancellationToken))
            .GroupBy(key => key.Channel)
            .ToDictionary(group => group.Key, group => group.Select(ShownApiKey.From).ToArray());
}

/// <summary>What a channel has.</summary>
[ObjectType<ShownChannel>]
public static partial class ChannelNode
{
    /// <summary>Its keys, oldest first; revoked ones too.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<IReadOnlyList<ShownApiKey>> GetApiKeysAsync(
        [Parent] ShownChannel channel, ApiKeysByChannel keys, CancellationToken cancellation) =>
        await keys.LoadAsync(channel.Code, cancellation) ?? [];
}

/// <summary>Finds and lists channels.</summary>
[QueryType]
public static partial class ChannelsQuery
{
    private static readonly ListCursors Cursors = new("channels", typeof(string));

    /// <summary>The channels by their codes.</summary>
    [UsePaging]
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<Connection<ShownChannel>> GetChannelsAsync(
        PagingArguments page, ChannelQueries channels, CancellationToken cancellation) =>
        Cursors.Connection(
            await channels.ListAsync(Cursors.Window(page), cancellation),
            ShownChannel.From,
            row => [row.Code]);

    /// <summary>The channel whose key is used.</summary>
    [Authorize(Roles = [Roles.Channel])]
    public static async Task<ShownChannel?> GetActingChannelAsync(
        ClaimsPrincipal user, ChannelQueries channels, CancellationToken cancellation) =>
        await channels.FindAsync(Acting.Channel(user)!, cancellation) is { } channel ? ShownChannel.From(channel) : null;
}
