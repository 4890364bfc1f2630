namespace GraphQLEngine.Types;

/// <summary>Whether a type keeps what the interfaces it declares promise.</summary>
internal static class InterfaceConformance
{
    public static IEnumerable<string> Check(Schema schema, FieldsType type)
    {
        var seen = new HashSet<InterfaceType>();
        foreach (var parent in type.Interfaces)
        {
            if (ReferenceEquals(type, parent))
            {
                yield return $"Type {type} cannot implement itself because it would create a circular reference.";
                continue;
            }

            if (!seen.Add(parent))
            {
                yield return $"Type {type} can only implement {parent} once.";
                continue;
            }

            foreach (var error in CheckAncestors(type, parent).Concat(CheckFields(schema, type, parent)))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> CheckAncestors(FieldsType type, InterfaceType parent) => parent.Interfaces
        .Where(ancestor => !type.Interfaces.Contains(ancestor))
        .Select(ancestor => ReferenceEquals(ancestor, type)
            ? $"Type {type} cannot implement {parent} because it would create a circular reference."
            : $"Type {type} must implement {ancestor} because it is implemented by {parent}.");

    private static IEnumerable<string> CheckFields(Schema schema, FieldsType type, InterfaceType parent)
    {
        foreach (var promised in parent.Fields)
        {
            if (!type.Fields.TryGetValue(promised.Name, out var field))
            {
                yield return $"Interface field {parent}.{promised} expected but {type} does not provide it.";
                continue;
            }

            if (!TypeReferences.IsSubType(schema, field.Type, promised.Type))
            {
                yield return $"Interface field {parent}.{promised} expects type {promised.Type} "
                    + $"but {type}.{field} is type {field.Type}.";
            }

            foreach (var error in CheckArguments(type, field, parent, promised))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<string> CheckArguments(
        FieldsType type, Field field, InterfaceType parent, Field promised)
    {
        foreach (var argument in promised.Arguments)
        {
            if (!field.Arguments.TryGetValue(argument.Name, out var given))
            {
                yield return $"Interface field argument {parent}.{promised}({argument}:) expected "
                    + $"but {type}.{field} does not provide it.";
            }
            else if (!TypeReferences.AreEqual(argument.Type, given.Type))
            {
                yield return $"Interface field argument {parent}.{promised}({argument}:) expects type {argument.Type} "
                    + $"but {type}.{field}({argument}:) is type {given.Type}.";
            }
        }

        foreach (var extra in field.Arguments)
        {
            if (extra.IsRequired && !promised.Arguments.Contains(extra.Name))
            {
                yield return $"Object field {type}.{field} includes required argument {extra} "
                    + $"that is missing from the Interface field {parent}.{promised}.";
            }
        }
    }
}
