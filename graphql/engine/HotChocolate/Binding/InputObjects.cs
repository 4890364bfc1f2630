using System.Linq.Expressions;
using System.Reflection;
using GraphQLEngine.Types;
using HotChocolate.Types.Relay;
using DefaultValueAttribute = HotChocolate.Types.DefaultValueAttribute;

namespace GraphQLEngine.Binding;

/// <summary>Input objects: a record's constructor takes the fields by name.</summary>
internal static class InputObjects
{
    public static void Fill(InputObjectType input, Type type, TypeMap map)
    {
        var constructor = type.GetConstructors().MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new SchemaBindingException($"{type} has no public constructor, so it cannot be an input.");
        var parameters = constructor.GetParameters();

        foreach (var parameter in parameters)
        {
            input.Fields.Add(Field(type, parameter, map));
        }

        input.Construct = Construct(constructor, parameters, input);
    }

    private static InputValue Field(Type type, ParameterInfo parameter, TypeMap map)
    {
        var property = type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
            ?? throw new SchemaBindingException($"{type} takes {parameter.Name}, but has no property of that name.");
        var use = TypeUse.Of(property);
        var isId = property.IsDefined(typeof(IDAttribute));

        return new InputValue(Naming.Field(property), use.ToGraphQL(isId ? _ => BuiltInScalars.Id : map.Input))
        {
            Description = map.Docs.Of(property),
            DeprecationReason = Resolvers.DeprecationOf(property),
            Default = Literals.DefaultOf(parameter, property.GetCustomAttribute<DefaultValueAttribute>()),
        };
    }

    private static Func<IReadOnlyDictionary<string, object?>, object> Construct(
        ConstructorInfo constructor, ParameterInfo[] parameters, InputObjectType input)
    {
        var fields = Expression.Parameter(typeof(IReadOnlyDictionary<string, object?>));
        var values = parameters.Select((parameter, index) => InputValues.Convert(
            Expression.Call(InputValues.FieldMethod, fields, Expression.Constant(input.Fields[index].Name)),
            parameter.ParameterType));

        return Expression
            .Lambda<Func<IReadOnlyDictionary<string, object?>, object>>(
                Expression.Convert(Expression.New(constructor, values), typeof(object)), fields)
            .Compile();
    }
}
