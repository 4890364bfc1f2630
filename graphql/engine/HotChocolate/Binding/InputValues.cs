using System.Linq.Expressions;
using System.Reflection;

namespace GraphQLEngine.Binding;

/// <summary>From what the engine coerced to what a C# parameter takes.</summary>
internal static class InputValues
{
    public static MethodInfo FieldMethod { get; } = Own(nameof(Field));

    /// <summary>An expression of type <paramref name="target"/> from one of type object.</summary>
    public static Expression Convert(Expression value, Type target)
    {
        if (ItemOf(target) is not { } item)
        {
            return Expression.Call(Own(nameof(Cast)).MakeGenericMethod(target), value);
        }

        var each = Expression.Parameter(typeof(object));
        var convertItem = Expression.Lambda(typeof(Func<,>).MakeGenericType(typeof(object), item), Convert(each, item), each);
        var method = target.IsAssignableFrom(item.MakeArrayType()) ? nameof(ToArray)
            : target.IsAssignableFrom(typeof(List<>).MakeGenericType(item)) ? nameof(ToList)
            : throw new SchemaBindingException($"A list argument cannot be a {target}: use IReadOnlyList or an array.");

        return Expression.Call(
            Own(method).MakeGenericMethod(item), value, Expression.Constant(convertItem.Compile()));
    }

    private static object? Field(IReadOnlyDictionary<string, object?> fields, string name) => fields.GetValueOrDefault(name);

    private static T Cast<T>(object? value) => value is null ? default! : (T)value;

    private static T[] ToArray<T>(object? value, Func<object?, T> item) =>
        value is IReadOnlyList<object?> list ? [.. list.Select(item)] : null!;

    private static List<T> ToList<T>(object? value, Func<object?, T> item) =>
        value is IReadOnlyList<object?> list ? [.. list.Select(item)] : null!;

    private static Type? ItemOf(Type type)
    {
        if (type == typeof(string))
        {
            return null;
        }

        return type.IsArray
            ? type.GetElementType()
            : type.GetInterfaces().Append(type).FirstOrDefault(
                parent => parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(IEnumerable<>))
                ?.GetGenericArguments()[0];
    }

    private static MethodInfo Own(string name) =>
        typeof(InputValues).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!;
}
