using System.Reflection;
using GraphQLEngine.Types;

namespace GraphQLEngine.Binding;

/// <summary>
/// A .NET type at one place and whether the compiler lets it be null there. <paramref name="Item"/> is what a list
/// holds, or the one type argument of another generic type.
/// </summary>
internal sealed record TypeUse(Type Type, bool IsNullable, bool IsList, TypeUse? Item)
{
    public static TypeUse Of(PropertyInfo property) => Of(new NullabilityInfoContext().Create(property));

    public static TypeUse Of(ParameterInfo parameter) => Of(new NullabilityInfoContext().Create(parameter));

    /// <summary>What a method gives, without the task around it.</summary>
    public static TypeUse Returned(MethodInfo method)
    {
        var use = Of(method.ReturnParameter);
        return IsTask(use.Type) ? use.Item! : use;
    }

    /// <summary>The GraphQL type of this place, given that of the innermost .NET type.</summary>
    public IGraphQLType ToGraphQL(Func<Type, NamedType> named)
    {
        IGraphQLType type = IsList ? new ListType(Item!.ToGraphQL(named)) : named(Type);
        return IsNullable ? type : new NonNullType(type);
    }

    public static bool IsTask(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>));

    private static TypeUse Of(NullabilityInfo info)
    {
        var type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return new TypeUse(underlying, true, false, null);
        }

        var isNullable = !type.IsValueType && info.ReadState != NullabilityState.NotNull;
        if (info.ElementType is { } element)
        {
            return new TypeUse(type, isNullable, true, Of(element));
        }

        return info.GenericTypeArguments is [var argument]
            ? new TypeUse(type, isNullable, IsEnumerable(type), Of(argument))
            : new TypeUse(type, isNullable, false, null);
    }

    private static bool IsEnumerable(Type type) =>
        type.GetInterfaces().Append(type).Any(
            parent => parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(IEnumerable<>));
}
