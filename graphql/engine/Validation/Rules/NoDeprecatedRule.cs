using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Nothing deprecated is used; not one of the specification's rules, for clients that want to know.</summary>
internal sealed class NoDeprecatedRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        switch (node)
        {
            case FieldNode when Info.Field is { DeprecationReason: { } reason } field:
                Report($"The field {Info.ParentType}.{field} is deprecated. {reason}", node);
                break;
            case ArgumentNode when Info.Argument is { DeprecationReason: { } reason } argument:
                var owner = Info.Directive is { } directive
                    ? $"Directive \"@{directive}\""
                    : $"Field \"{Info.ParentType}.{Info.Field}\"";
                Report($"{owner} argument \"{argument}\" is deprecated. {reason}", node);
                break;
            case ObjectFieldNode { Name.Value: var name }
                when Info.ParentInputType?.Named is InputObjectType input
                && input.Fields.TryGetValue(name, out var inputField)
                && inputField.DeprecationReason is { } reason:
                Report($"The input field {input}.{name} is deprecated. {reason}", node);
                break;
            case EnumValueNode when Info.EnumValue is { DeprecationReason: { } reason } value:
                Report($"The enum value \"{Info.InputType!.Named}.{value}\" is deprecated. {reason}", node);
                break;
        }

        return true;
    }
}
