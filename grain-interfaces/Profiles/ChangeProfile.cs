using System.Collections.Immutable;

namespace OrleansLoyalty.Profiles;

/// <summary>Changes what a member tells of themselves; what is <see langword="null"/> stays as it is.</summary>
/// <param name="Name">What they call themselves.</param>
/// <param name="Birthday">The day of birth. A member sets it once: points of a birthday could else be had every week.</param>
/// <param name="Actor">Who changes it.</param>
/// <param name="IsStaff">Whether the brand does, which may correct a birthday.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ChangeProfile")]
public sealed record ChangeProfile(
    [Id(0)] string? Name, [Id(1)] DateOnly? Birthday, [Id(2)] string Actor, [Id(3)] bool IsStaff);

/// <summary>Marks a member.</summary>
/// <param name="Tags">All tags from now on.</param>
/// <param name="Actor">Who marks.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SetMemberTags")]
public sealed record SetMemberTags([Id(0)] ImmutableArray<string> Tags, [Id(1)] string Actor)
{
    /// <summary>The most tags that one member has.</summary>
    public const int MaxTags = 50;
}

/// <summary>How changing a profile ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileOutcome")]
public abstract record ProfileOutcome;

/// <summary>The profile is as was asked.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileAsAsked")]
public sealed record ProfileAsAsked([Id(0)] ProfileView Profile) : ProfileOutcome;

/// <summary>Nobody of this id has joined.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileMemberNotFound")]
public sealed record ProfileMemberNotFound : ProfileOutcome;

/// <summary>The member has told another birthday before; only the brand can correct it.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BirthdayAlreadyTold")]
public sealed record BirthdayAlreadyTold([Id(0)] DateOnly Birthday) : ProfileOutcome;

/// <summary>Nobody alive was born on this day.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.BirthdayOutOfRange")]
public sealed record BirthdayOutOfRange([Id(0)] DateOnly Earliest, [Id(1)] DateOnly Latest) : ProfileOutcome;

/// <summary>More tags than a member may have.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.TooManyTags")]
public sealed record TooManyTags([Id(0)] int Count, [Id(1)] int Max) : ProfileOutcome;
