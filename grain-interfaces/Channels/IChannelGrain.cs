namespace OrleansLoyalty.Channels;

/// <summary>One channel and the keys its systems act by; the key is the channel's code.</summary>
[Alias("loyalty.IChannelGrain")]
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>Makes the channel known. Adding it again with the same name answers as the first time.</summary>
    [Alias("Add")]
    Task<AddChannelOutcome> Add(AddChannel command);

    /// <summary>Lets a system of the channel act by a key.</summary>
    [Alias("IssueKey")]
    Task<IssueApiKeyOutcome> IssueKey(IssueApiKey command);

    /// <summary>Ends a key. Ending it again answers as the first time.</summary>
    [Alias("RevokeKey")]
    Task<RevokeApiKeyOutcome> RevokeKey(RevokeApiKey command);
}
