namespace OrleansLoyalty.Profiles;

/// <summary>What a profile may become.</summary>
public static class ProfileRules
{
    private static readonly DateOnly Earliest = new(1900, 1, 1);

    /// <summary>The profile after a change, or why there is none.</summary>
    /// <param name="profile">As it is.</param>
    /// <param name="command">The change.</param>
    /// <param name="today">The day in the program's zone.</param>
    public static ProfileOutcome Change(this ProfileView profile, ChangeProfile command, DateOnly today)
    {
        if (command.Birthday is { } birthday && (birthday < Earliest || birthday > today))
        {
            return new BirthdayOutOfRange(Earliest, today);
        }

        var told = profile.Profile.Birthday;
        if (told is not null && command.Birthday is not null && command.Birthday != told && !command.IsStaff)
        {
            return new BirthdayAlreadyTold(told.Value);
        }

        return Next(profile, command.Name ?? profile.Name, profile.Profile with { Birthday = command.Birthday ?? told });
    }

    /// <summary>The profile with other tags, or why there is none.</summary>
    public static ProfileOutcome SetTags(this ProfileView profile, SetMemberTags command)
    {
        var tags = command.Tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        return tags.Length > SetMemberTags.MaxTags
            ? new TooManyTags(tags.Length, SetMemberTags.MaxTags)
            : Next(profile, profile.Name, profile.Profile with { Tags = [.. tags] });
    }

    private static ProfileAsAsked Next(ProfileView before, string? name, MemberProfile profile)
    {
        var same = before.Name == name
            && before.Profile.Birthday == profile.Birthday
            && before.Profile.Tags.SequenceEqual(profile.Tags, StringComparer.Ordinal);
        return new ProfileAsAsked(same ? before : new ProfileView(before.Version + 1, name, profile));
    }
}
