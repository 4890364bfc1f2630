using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;

namespace GraphQLEngine.Types;

/// <summary>Checks whether a schema obeys the specification; one that does not cannot be served.</summary>
public static class SchemaValidation
{
    /// <summary>Every violation, in graphql-js's words; empty when the schema is sound.</summary>
    public static IReadOnlyList<GraphQLError> Validate(Schema schema)
    {
        var errors = new List<string>();
        if (schema.Query is null)
        {
            errors.Add("Query root type must be provided.");
        }

        foreach (var directive in schema.Directives.Values)
        {
            CheckName(directive.Name, errors);
            if (directive.Locations.Count == 0)
            {
                errors.Add($"Directive @{directive} must include 1 or more locations.");
            }

            CheckArguments($"@{directive}", directive.Arguments, errors);
        }

        foreach (var type in schema.Types.Values.Where(type => !IntrospectionTypes.Contains(type)))
        {
            CheckName(type.Name, errors);
            CheckType(schema, type, errors);
        }

        errors.AddRange(InputCycles.Find(schema));
        return [.. errors.Select(message => new GraphQLError(message))];
    }

    /// <summary>Throws <see cref="GraphQLException"/> with every violation.</summary>
    public static void Require(Schema schema)
    {
        var errors = Validate(schema);
        if (errors.Count > 0)
        {
            throw new GraphQLException(errors);
        }
    }

    private static void CheckType(Schema schema, NamedType type, List<string> errors)
    {
        switch (type)
        {
            case FieldsType fields:
                CheckFields(fields, errors);
                errors.AddRange(InterfaceConformance.Check(schema, fields));
                break;
            case UnionType union:
                CheckUnion(union, errors);
                break;
            case EnumType values:
                CheckEnum(values, errors);
                break;
            case InputObjectType input:
                CheckInput(input, errors);
                break;
        }
    }

    private static void CheckFields(FieldsType type, List<string> errors)
    {
        if (type.Fields.Count == 0)
        {
            errors.Add($"Type {type} must define one or more fields.");
        }

        foreach (var field in type.Fields)
        {
            CheckName(field.Name, errors);
            if (!field.Type.IsOutput)
            {
                errors.Add($"The type of {type}.{field} must be Output Type but got: {field.Type}.");
            }

            CheckArguments($"{type}.{field}", field.Arguments, errors);
        }
    }

    private static void CheckArguments(string owner, InputValueList arguments, List<string> errors)
    {
        foreach (var argument in arguments)
        {
            CheckName(argument.Name, errors);
            if (!argument.Type.IsInput)
            {
                errors.Add($"The type of {owner}({argument}:) must be Input Type but got: {argument.Type}.");
            }

            if (argument is { IsRequired: true, DeprecationReason: not null })
            {
                errors.Add($"Required argument {owner}({argument}:) cannot be deprecated.");
            }
        }
    }

    private static void CheckUnion(UnionType type, List<string> errors)
    {
        if (type.Types.Count == 0)
        {
            errors.Add($"Union type {type} must define one or more member types.");
        }

        foreach (var group in type.Types.GroupBy(member => member.Name).Where(group => group.Count() > 1))
        {
            errors.Add($"Union type {type} can only include type {group.Key} once.");
        }
    }

    private static void CheckEnum(EnumType type, List<string> errors)
    {
        if (type.Values.Count == 0)
        {
            errors.Add($"Enum type {type} must define one or more values.");
        }

        foreach (var value in type.Values)
        {
            CheckName(value.Name, errors);
            if (value.Name is "true" or "false" or "null")
            {
                errors.Add($"Enum values cannot be named: {value}");
            }
        }
    }

    private static void CheckInput(InputObjectType type, List<string> errors)
    {
        if (type.Fields.Count == 0)
        {
            errors.Add($"Input Object type {type} must define one or more fields.");
        }

        foreach (var field in type.Fields)
        {
            CheckName(field.Name, errors);
            if (!field.Type.IsInput)
            {
                errors.Add($"The type of {type}.{field} must be Input Type but got: {field.Type}.");
            }

            if (field is { IsRequired: true, DeprecationReason: not null })
            {
                errors.Add($"Required input field {type}.{field} cannot be deprecated.");
            }

            if (type.IsOneOf && field.Type is NonNullType)
            {
                errors.Add($"OneOf input field {type}.{field} must be nullable.");
            }

            if (type.IsOneOf && field.Default is not null)
            {
                errors.Add($"OneOf input field {type}.{field} cannot have a default value.");
            }
        }
    }

    private static void CheckName(string name, List<string> errors)
    {
        if (name.StartsWith("__", StringComparison.Ordinal))
        {
            errors.Add($"Name \"{name}\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        }
        else if (name.Length == 0)
        {
            errors.Add("Expected name to be a non-empty string.");
        }
        else if (!name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_'))
        {
            errors.Add($"Names must only contain [_a-zA-Z0-9] but \"{name}\" does not.");
        }
        else if (char.IsAsciiDigit(name[0]))
        {
            errors.Add($"Names must start with [_a-zA-Z] but \"{name}\" does not.");
        }
    }
}
