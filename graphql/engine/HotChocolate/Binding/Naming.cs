using System.Reflection;
using System.Text;
using HotChocolate;
using HotChocolate.Types;

namespace GraphQLEngine.Binding;

/// <summary>From C# names to GraphQL names, by Hot Chocolate's rules.</summary>
internal static class Naming
{
    /// <summary><c>GetMemberAsync</c> becomes <c>member</c>.</summary>
    public static string Field(MethodInfo method)
    {
        if (Given(method) is { } given)
        {
            return given;
        }

        var name = method.Name;
        if (name.StartsWith("Get", StringComparison.Ordinal) && name.Length > 3)
        {
            name = name[3..];
        }

        if (name.EndsWith("Async", StringComparison.Ordinal) && name.Length > 5 && IsAwaited(method.ReturnType))
        {
            name = name[..^5];
        }

        return CamelCase(name);
    }

    public static string Field(PropertyInfo property) => Given(property) ?? CamelCase(property.Name);

    public static string Argument(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<GraphQLNameAttribute>()?.Name ?? CamelCase(parameter.Name!);

    /// <summary>The name of an object, interface, union or enum type.</summary>
    public static string Output(Type type) =>
        Given(type)
        ?? type.GetCustomAttribute<ObjectTypeAttribute>()?.Name
        ?? type.GetCustomAttribute<InterfaceTypeAttribute>()?.Name
        ?? type.GetCustomAttribute<UnionTypeAttribute>()?.Name
        ?? type.Name;

    /// <summary>The name of an input object: it ends in <c>Input</c>.</summary>
    public static string Input(Type type) =>
        Given(type) ?? (type.Name.EndsWith("Input", StringComparison.Ordinal) ? type.Name : type.Name + "Input");

    /// <summary><c>BigAdjustment</c> becomes <c>BIG_ADJUSTMENT</c>.</summary>
    public static string EnumValue(FieldInfo value)
    {
        if (Given(value) is { } given)
        {
            return given;
        }

        var name = value.Name;
        if (!name.Any(char.IsLower))
        {
            return name;
        }

        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (StartsWord(name, i))
            {
                text.Append('_');
            }

            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    public static string PascalCase(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Lowers the first word: <c>FOOBar</c> becomes <c>fooBar</c>, <c>URL</c> becomes <c>url</c>.</summary>
    public static string CamelCase(string name)
    {
        var capitals = name.TakeWhile(char.IsUpper).Count();
        if (capitals > 1 && capitals < name.Length && char.IsLetter(name[capitals]))
        {
            capitals--; // The last capital begins the next word.
        }

        return name[..capitals].ToLowerInvariant() + name[capitals..];
    }

    private static bool StartsWord(string name, int i) =>
        i > 0
        && char.IsUpper(name[i])
        && name[i - 1] != '_'
        && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));

    private static bool IsAwaited(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || type == typeof(ValueTask)
        || (type.IsGenericType
            && (type.GetGenericTypeDefinition() == typeof(ValueTask<>)
                || type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)));

    private static string? Given(MemberInfo member) => member.GetCustomAttribute<GraphQLNameAttribute>()?.Name;
}
