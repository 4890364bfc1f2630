using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation;

/// <summary>Knows, while a document is walked, which part of the schema each node stands for.</summary>
internal sealed class TypeInfo(Schema schema)
{
    private readonly List<IGraphQLType?> _types = [];
    private readonly List<NamedType?> _parents = [];
    private readonly List<IGraphQLType?> _inputs = [];
    private readonly List<Field?> _fields = [];
    private readonly List<InputValue?> _inputValues = [];

    /// <summary>The output type at this place.</summary>
    public IGraphQLType? Type => Last(_types);

    /// <summary>The composite type whose fields are being selected.</summary>
    public NamedType? ParentType => Last(_parents);

    /// <summary>The input type expected at this place.</summary>
    public IGraphQLType? InputType => Last(_inputs);

    /// <summary>The input type around that.</summary>
    public IGraphQLType? ParentInputType => _inputs.Count > 1 ? _inputs[^2] : null;

    /// <summary>The argument or input field whose value stands here, for its default.</summary>
    public InputValue? InputValue => Last(_inputValues);

    public Field? Field => Last(_fields);

    public DirectiveDefinition? Directive { get; private set; }

    public InputValue? Argument { get; private set; }

    public EnumValue? EnumValue { get; private set; }

    public void Enter(Node node)
    {
        switch (node)
        {
            case SelectionSetNode:
                _parents.Add(Type?.Named is { IsComposite: true } composite ? composite : null);
                break;
            case FieldNode field:
                var definition = ParentType is { } parent ? schema.FindField(parent, field.Name.Value) : null;
                _fields.Add(definition);
                _types.Add(definition?.Type);
                break;
            case DirectiveNode directive:
                Directive = schema.FindDirective(directive.Name.Value);
                break;
            case OperationNode operation:
                _types.Add(schema.RootOf(operation.Kind));
                break;
            case InlineFragmentNode inline:
                PushCondition(inline.TypeCondition);
                break;
            case FragmentNode fragment:
                PushCondition(fragment.TypeCondition);
                break;
            default:
                EnterInput(node);
                break;
        }
    }

    public void Leave(Node node)
    {
        switch (node)
        {
            case SelectionSetNode:
                Pop(_parents);
                break;
            case FieldNode:
                Pop(_fields);
                Pop(_types);
                break;
            case DirectiveNode:
                Directive = null;
                break;
            case OperationNode or InlineFragmentNode or FragmentNode:
                Pop(_types);
                break;
            case VariableDefinitionNode:
                Pop(_inputs);
                break;
            case ArgumentNode:
                Argument = null;
                Pop(_inputs);
                Pop(_inputValues);
                break;
            case ListValueNode or ObjectFieldNode:
                Pop(_inputs);
                Pop(_inputValues);
                break;
            case EnumValueNode:
                EnumValue = null;
                break;
        }
    }

    private void EnterInput(Node node)
    {
        switch (node)
        {
            case VariableDefinitionNode variable:
                _inputs.Add(InputOrNull(TypeReferences.Find(schema, variable.Type)));
                break;
            case ArgumentNode argument:
                var arguments = Directive?.Arguments ?? Field?.Arguments;
                Argument = arguments?.TryGetValue(argument.Name.Value, out var known) == true ? known : null;
                PushInput(Argument?.Type, Argument);
                break;
            case ListValueNode:
                var list = InputType is NonNullType nonNull ? nonNull.OfType : InputType;
                PushInput(list is ListType { OfType: var item } ? item : list, null);
                break;
            case ObjectFieldNode field:
                InputValue? definition = null;
                (InputType?.Named as InputObjectType)?.Fields.TryGetValue(field.Name.Value, out definition);
                PushInput(definition?.Type, definition);
                break;
            case EnumValueNode literal:
                EnumValue? value = null;
                (InputType?.Named as EnumType)?.Values.TryGetValue(literal.Value, out value);
                EnumValue = value;
                break;
        }
    }

    private void PushCondition(NamedTypeNode? condition)
    {
        var type = condition is null ? Type?.Named : schema.FindType(condition.Name.Value);
        _types.Add(type is { IsOutput: true } ? type : null);
    }

    private void PushInput(IGraphQLType? type, InputValue? value)
    {
        _inputs.Add(InputOrNull(type));
        _inputValues.Add(value);
    }

    private static IGraphQLType? InputOrNull(IGraphQLType? type) => type is { IsInput: true } ? type : null;

    private static T? Last<T>(List<T?> stack) => stack.Count > 0 ? stack[^1] : default;

    private static void Pop<T>(List<T> stack) => stack.RemoveAt(stack.Count - 1);
}
