using System.Globalization;
using System.Reflection;
using GraphQLEngine.Language;
using HotChocolate.Types;

namespace GraphQLEngine.Binding;

/// <summary>C# defaults as GraphQL literals.</summary>
internal static class Literals
{
    /// <summary>The default of an argument or input field, or null when it has none; a default of null is none either.</summary>
    public static ValueNode? DefaultOf(ParameterInfo parameter, DefaultValueAttribute? attribute = null)
    {
        attribute ??= parameter.GetCustomAttribute<DefaultValueAttribute>();
        var value = attribute is not null ? attribute.Value : parameter.HasDefaultValue ? parameter.DefaultValue : null;
        return value switch
        {
            null => null,
            string text => new StringValueNode(text),
            bool flag => new BooleanValueNode(flag),
            int or long => new IntValueNode(System.Convert.ToString(value, CultureInfo.InvariantCulture)!),
            double number => new FloatValueNode(number.ToString("R", CultureInfo.InvariantCulture)),
            _ => throw new SchemaBindingException(
                $"The default of {parameter.Name} in {parameter.Member.DeclaringType}.{parameter.Member.Name} has no literal: use a string, a number or a boolean."),
        };
    }
}
