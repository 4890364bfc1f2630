using OrleansLoyalty.Journal;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Channels;
using OrleansLoyalty.Storage.Journal;

namespace OrleansLoyalty.Channels;

/// <inheritdoc cref="IChannelGrain"/>
public sealed class ChannelGrain(IJournal journal, ChannelQueries channels, TimeProvider clock)
    : JournaledGrain(journal), IChannelGrain
{
    /// <summary>How many keys of one channel may be in use at a time: enough to replace each without haste.</summary>
    public const int MaxKeys = 20;

    private readonly Dictionary<string, ApiKeyView> _keys = new(StringComparer.Ordinal);
    private ChannelView? _channel;

    private string Code => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _channel = await channels.FindAsync(Code, cancellationToken);
        foreach (var key in await channels.KeysAsync([Code], cancellationToken))
        {
            _keys[key.Prefix] = key;
        }
    }

    /// <inheritdoc/>
    public async Task<AddChannelOutcome> Add(AddChannel command)
    {
        if (_channel is { } known)
        {
            return known.Name == command.Name ? new ChannelAdded(known) : new ChannelCodeTaken(known.Name);
        }

        var added = new ChannelView(Code, command.Name, PostingChain.Rounded(clock.GetUtcNow()));
        await Append(new ChannelOpened(Code, command.Name, command.Actor, added.AddedAt));
        _channel = added;
        return new ChannelAdded(added);
    }

    /// <inheritdoc/>
    public async Task<IssueApiKeyOutcome> IssueKey(IssueApiKey command)
    {
        if (_channel is null)
        {
            return new IssueChannelNotFound();
        }

        if (_keys.Values.Count(key => key.RevokedAt is null) >= MaxKeys)
        {
            return new TooManyApiKeys(MaxKeys);
        }

        var now = PostingChain.Rounded(clock.GetUtcNow());
        await Append(new KeyIssued(command.Prefix, Code, command.Name, command.Hash, command.Actor, now));
        var issued = new ApiKeyView(command.Prefix, Code, command.Name, now, null);
        _keys[command.Prefix] = issued;
        return new ApiKeyIssued(issued);
    }

    /// <inheritdoc/>
    public async Task<RevokeApiKeyOutcome> RevokeKey(RevokeApiKey command)
    {
        if (!_keys.TryGetValue(command.Prefix, out var key))
        {
            return new ApiKeyNotFound();
        }

        if (key.RevokedAt is null)
        {
            var now = PostingChain.Rounded(clock.GetUtcNow());
            await Append(new KeyRevoked(command.Prefix, command.Actor, now));
            key = key with { RevokedAt = now };
            _keys[command.Prefix] = key;
        }

        return new ApiKeyRevoked(key);
    }
}
