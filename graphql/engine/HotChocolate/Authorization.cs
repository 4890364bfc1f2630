namespace HotChocolate.Authorization;

/// <summary>When an <see cref="AuthorizeAttribute"/> is asked.</summary>
public enum ApplyPolicy
{
    /// <summary>Before the field is resolved: the field is refused, the others are answered.</summary>
    BeforeResolver,

    /// <summary>Before anything runs. This engine asks so on subscriptions always: nobody else's stream is opened.</summary>
    Validation,
}

/// <summary>Only for those who are signed in, or, where roles are named, who have one of them.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AuthorizeAttribute : Attribute
{
    /// <summary>Any one of these is enough; null for everybody who is signed in.</summary>
    public string[]? Roles { get; set; }

    public ApplyPolicy Apply { get; set; }
}

/// <summary>For everybody, signed in or not.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class AllowAnonymousAttribute : Attribute;
