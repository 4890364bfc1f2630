namespace GraphQLEngine.Types;

/// <summary>
/// Walks from some types to all they mention; listed types keep their order, mentioned ones follow the first mention.
/// </summary>
internal sealed class TypeCollector(OrderedDictionary<string, NamedType> types)
{
    private readonly HashSet<NamedType> _awaited = [];

    public void CollectAll(IReadOnlyList<NamedType> listed)
    {
        _awaited.UnionWith(listed);
        foreach (var type in listed)
        {
            _awaited.Remove(type);
            Collect(type);
        }
    }

    private void Collect(IGraphQLType reference)
    {
        var type = reference.Named;
        if (_awaited.Contains(type))
        {
            return;
        }

        if (!types.TryAdd(type.Name, type))
        {
            if (!ReferenceEquals(types[type.Name], type))
            {
                throw new ArgumentException($"The schema has two different types named \"{type.Name}\".");
            }

            return;
        }

        CollectMentioned(type);
    }

    private void CollectMentioned(NamedType type)
    {
        switch (type)
        {
            case UnionType union:
                foreach (var member in union.Types)
                {
                    Collect(member);
                }

                break;
            case FieldsType composite:
                CollectFields(composite);
                break;
            case InputObjectType input:
                foreach (var field in input.Fields)
                {
                    Collect(field.Type);
                }

                break;
        }
    }

    private void CollectFields(FieldsType type)
    {
        foreach (var parent in type.Interfaces)
        {
            Collect(parent);
        }

        foreach (var field in type.Fields)
        {
            Collect(field.Type);
            foreach (var argument in field.Arguments)
            {
                Collect(argument.Type);
            }
        }
    }
}
