namespace GraphQLEngine.Language;

/// <summary>Lists the parts of a node in the order in which they are visited.</summary>
internal static class NodeChildren
{
    public static void Visit<TState>(Node node, TState state, Action<Node, TState> visit)
    {
        switch (node)
        {
            case DocumentNode document:
                All(document.Definitions);
                break;
            case SelectionSetNode set:
                All(set.Selections);
                break;
            case ListValueNode list:
                All(list.Values);
                break;
            case ObjectValueNode value:
                All(value.Fields);
                break;
            case ExecutableDefinitionNode or VariableDefinitionNode or SelectionNode:
                VisitExecutable(node, One, All);
                break;
            case TypeSystemNode or MemberNode or OperationTypeNode:
                VisitTypeSystem(node, One, All);
                break;
            default:
                VisitSmall(node, One, All);
                break;
        }

        void One(Node? child)
        {
            if (child is not null)
            {
                visit(child, state);
            }
        }

        void All(IReadOnlyList<Node> children)
        {
            for (var i = 0; i < children.Count; i++)
            {
                visit(children[i], state);
            }
        }
    }

    private static void VisitSmall(Node node, Action<Node?> one, Action<IReadOnlyList<Node>> all)
    {
        switch (node)
        {
            case VariableNode variable:
                one(variable.Name);
                break;
            case ArgumentNode argument:
                one(argument.Name);
                one(argument.Value);
                break;
            case ObjectFieldNode field:
                one(field.Name);
                one(field.Value);
                break;
            case DirectiveNode directive:
                one(directive.Name);
                all(directive.Arguments);
                break;
            case NamedTypeNode type:
                one(type.Name);
                break;
            case ListTypeNode type:
                one(type.Type);
                break;
            case NonNullTypeNode type:
                one(type.Type);
                break;
        }
    }

    private static void VisitExecutable(Node node, Action<Node?> one, Action<IReadOnlyList<Node>> all)
    {
        switch (node)
        {
            case OperationNode operation:
                one(operation.Name);
                all(operation.VariableDefinitions);
                all(operation.Directives);
                one(operation.SelectionSet);
                break;
            case FragmentNode fragment:
                one(fragment.Name);
                one(fragment.TypeCondition);
                all(fragment.Directives);
                one(fragment.SelectionSet);
                break;
            case VariableDefinitionNode variable:
                one(variable.Variable);
                one(variable.Type);
                one(variable.DefaultValue);
                all(variable.Directives);
                break;
            case FieldNode field:
                one(field.Alias);
                one(field.Name);
                all(field.Arguments);
                all(field.Directives);
                one(field.SelectionSet);
                break;
            case FragmentSpreadNode spread:
                one(spread.Name);
                all(spread.Directives);
                break;
            case InlineFragmentNode inline:
                one(inline.TypeCondition);
                all(inline.Directives);
                one(inline.SelectionSet);
                break;
        }
    }

    private static void VisitTypeSystem(Node node, Action<Node?> one, Action<IReadOnlyList<Node>> all)
    {
        switch (node)
        {
            case SchemaNode schema:
                all(schema.Directives);
                all(schema.OperationTypes);
                break;
            case OperationTypeNode operation:
                one(operation.Type);
                break;
            case CompositeTypeNode type:
                one(type.Name);
                all(type.Interfaces);
                all(type.Directives);
                all(type.Fields);
                break;
            case UnionTypeNode type:
                one(type.Name);
                all(type.Directives);
                all(type.Types);
                break;
            case EnumTypeNode type:
                one(type.Name);
                all(type.Directives);
                all(type.Values);
                break;
            case InputObjectTypeNode type:
                one(type.Name);
                all(type.Directives);
                all(type.Fields);
                break;
            case ScalarTypeNode type:
                one(type.Name);
                all(type.Directives);
                break;
            case DirectiveDefinitionNode directive:
                one(directive.Name);
                all(directive.Arguments);
                all(directive.Locations);
                break;
            case MemberNode member:
                VisitMember(member, one, all);
                break;
        }
    }

    private static void VisitMember(MemberNode node, Action<Node?> one, Action<IReadOnlyList<Node>> all)
    {
        one(node.Name);
        switch (node)
        {
            case FieldDefinitionNode field:
                all(field.Arguments);
                one(field.Type);
                break;
            case InputValueNode value:
                one(value.Type);
                one(value.DefaultValue);
                break;
        }

        all(node.Directives);
    }
}
