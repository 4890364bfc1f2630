using System.Reflection;
using System.Security.Claims;
using GraphQLEngine.Execution;
using HotChocolate.Authorization;

namespace GraphQLEngine.Binding;

/// <summary>Who may see a field; attached to it, so that a test can ask every field for its rule.</summary>
public sealed record AccessRule(bool Anonymous, IReadOnlyList<string> Roles)
{
    /// <summary>Code of the error for those who are not signed in.</summary>
    public const string NotAuthenticated = "AUTH_NOT_AUTHENTICATED";

    /// <summary>Code of the error for those who are signed in and may not.</summary>
    public const string NotAuthorized = "AUTH_NOT_AUTHORIZED";

    private const string Refusal = "The current user is not authorized to access this resource.";

    /// <summary>What nobody declared: refused to everybody.</summary>
    internal static AccessRule Undeclared { get; } = new(false, [""]);

    /// <summary>The rule that a method or property declares, or null.</summary>
    internal static AccessRule? Of(MemberInfo member)
    {
        if (member.IsDefined(typeof(AllowAnonymousAttribute)))
        {
            return new AccessRule(true, []);
        }

        return member.GetCustomAttribute<AuthorizeAttribute>() is { } rule ? new AccessRule(false, rule.Roles ?? []) : null;
    }

    /// <summary>Throws the error to tell when this user may not.</summary>
    internal void Demand(ClaimsPrincipal user)
    {
        if (Anonymous)
        {
            return;
        }

        if (user.Identity is not { IsAuthenticated: true })
        {
            throw new GraphQLException(new GraphQLError(Refusal).WithCode(NotAuthenticated));
        }

        if (Roles.Count > 0 && !Roles.Any(user.IsInRole))
        {
            throw new GraphQLException(new GraphQLError(Refusal).WithCode(NotAuthorized));
        }
    }
}
