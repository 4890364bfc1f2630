using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate;

namespace GraphQLEngine.Binding;

/// <summary>Which members of a class are fields, and what every field carries.</summary>
internal static class Resolvers
{
    /// <summary>The public static methods that a class itself declares, as they stand in it.</summary>
    public static IEnumerable<MethodInfo> MethodsOf(Type type) => type
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(GraphQLIgnoreAttribute)))
        .OrderBy(method => method.MetadataToken);

    /// <summary>The readable public properties, those of the base classes first.</summary>
    public static IEnumerable<PropertyInfo> PropertiesOf(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanRead && property.GetIndexParameters().Length == 0)
        .Where(property => !property.IsDefined(typeof(GraphQLIgnoreAttribute)))
        .OrderBy(property => property.DeclaringType == type)
        .ThenBy(property => property.MetadataToken);

    public static string? DeprecationOf(MemberInfo member) =>
        member.GetCustomAttribute<GraphQLDeprecatedAttribute>()?.DeprecationReason
        ?? (member.GetCustomAttribute<ObsoleteAttribute>() is { } obsolete
            ? obsolete.Message ?? BuiltInDirectives.DefaultDeprecationReason
            : null);

    /// <summary>Adds a field whose name must still be free.</summary>
    public static void AddBound(this FieldList fields, string owner, Field field)
    {
        if (fields.Contains(field.Name))
        {
            throw new SchemaBindingException($"{owner}.{field.Name} is declared twice: hide the property with [GraphQLIgnore].");
        }

        fields.Add(field);
    }
}
