namespace GraphQLEngine.Binding;

/// <summary>How annotated C# becomes a schema.</summary>
public sealed record BindingOptions
{
    /// <summary>
    /// Whether a resolver's parameter of this type is a service rather than an argument; give the container's own
    /// <c>IServiceProviderIsService.IsService</c>. By default none is.
    /// </summary>
    public Func<Type, bool> IsService { get; init; } = static _ => false;

    /// <summary>How many nodes a page has when nobody says. Default 20.</summary>
    public int DefaultPageSize { get; init; } = 20;

    /// <summary>The most nodes a page may have. Default 100.</summary>
    public int MaxPageSize { get; init; } = 100;

    /// <summary>
    /// Whether a field of a root type that says neither [Authorize] nor [AllowAnonymous] is refused to everybody.
    /// Default yes: what nobody thought about stays closed.
    /// </summary>
    public bool RefuseUndeclared { get; init; } = true;
}

/// <summary>The annotated C# cannot become a schema; the message names the member and what it would need.</summary>
public sealed class SchemaBindingException(string message) : Exception(message);
