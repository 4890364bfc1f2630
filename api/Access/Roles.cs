namespace OrleansLoyalty.Api.Access;

/// <summary>The roles of tokens.</summary>
public static class Roles
{
    /// <summary>A customer: their own points and the mall.</summary>
    public const string Member = "member";

    /// <summary>A store's clerk.</summary>
    public const string Clerk = "clerk";

    /// <summary>The brand's staff.</summary>
    public const string Admin = "admin";

    /// <summary>A channel's system. Given by an API key alone, never by a token.</summary>
    public const string Channel = "channel";
}

/// <summary>The roles that development sign-in gives.</summary>
public enum Role
{
    /// <summary>A customer: their own points and the mall.</summary>
    Member,

    /// <summary>A store's clerk.</summary>
    Clerk,

    /// <summary>The brand's staff.</summary>
    Admin,
}
