namespace OrleansLoyalty.Channels;

/// <summary>Makes a channel known.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Actor">Who adds it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.AddChannel")]
public sealed record AddChannel([Id(0)] string Name, [Id(1)] string Actor);

/// <summary>A channel as it is kept.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What people call it.</param>
/// <param name="AddedAt">Since when it is known.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ChannelView")]
public sealed record ChannelView([Id(0)] string Code, [Id(1)] string Name, [Id(2)] DateTimeOffset AddedAt);

/// <summary>How adding ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.AddChannelOutcome")]
public abstract record AddChannelOutcome;

/// <summary>The channel is known, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ChannelAdded")]
public sealed record ChannelAdded([Id(0)] ChannelView Channel) : AddChannelOutcome;

/// <summary>The code belongs to a channel of another name.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ChannelCodeTaken")]
public sealed record ChannelCodeTaken([Id(0)] string Name) : AddChannelOutcome;
