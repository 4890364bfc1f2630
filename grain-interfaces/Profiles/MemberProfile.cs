using System.Collections.Immutable;

namespace OrleansLoyalty.Profiles;

/// <summary>What rules may know of who a member is.</summary>
/// <param name="Birthday">The day of birth, when told.</param>
/// <param name="Tags">What the brand marked the member with, in order.</param>
[GenerateSerializer, Immutable, Alias("loyalty.MemberProfile")]
public sealed record MemberProfile([Id(0)] DateOnly? Birthday, [Id(1)] ImmutableArray<string> Tags)
{
    /// <summary>Of a member who has told nothing.</summary>
    public static readonly MemberProfile None = new(null, []);
}

/// <summary>What a member told of themselves, and what the brand marked them with.</summary>
/// <param name="Version">How often it was changed; 0 when never.</param>
/// <param name="Name">What they call themselves.</param>
/// <param name="Profile">What rules may know.</param>
[GenerateSerializer, Immutable, Alias("loyalty.ProfileView")]
public sealed record ProfileView([Id(0)] long Version, [Id(1)] string? Name, [Id(2)] MemberProfile Profile)
{
    /// <summary>Whether name and birthday are told.</summary>
    public bool IsComplete => Name is not null && Profile.Birthday is not null;
}
