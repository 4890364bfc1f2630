using GraphQLEngine.Language;
using GraphQLEngine.Types;

namespace GraphQLEngine.Validation.Rules;

/// <summary>Arguments of directives exist.</summary>
internal class KnownArgumentNamesOnDirectivesRule : ValidationRule
{
    private readonly Dictionary<string, HashSet<string>> _arguments = new(StringComparer.Ordinal);

    public override void Begin()
    {
        foreach (var directive in Context.Schema?.Directives.Values ?? BuiltInDirectives.All)
        {
            _arguments[directive.Name] = [.. directive.Arguments.Select(argument => argument.Name)];
        }

        foreach (var node in Context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _arguments[node.Name.Value] = [.. node.Arguments.Select(argument => argument.Name.Value)];
        }
    }

    public override bool Enter(Node node)
    {
        if (node is not DirectiveNode directive)
        {
            return true;
        }

        var name = directive.Name.Value;
        if (_arguments.TryGetValue(name, out var known))
        {
            foreach (var argument in directive.Arguments.Where(argument => !known.Contains(argument.Name.Value)))
            {
                var given = argument.Name.Value;
                Report($"Unknown argument \"{given}\" on directive \"@{name}\".{DidYouMean(given, known)}", argument);
            }
        }

        return false;
    }
}

/// <summary>Arguments of fields and directives exist.</summary>
internal sealed class KnownArgumentNamesRule : KnownArgumentNamesOnDirectivesRule
{
    public override bool Enter(Node node)
    {
        if (node is ArgumentNode { Name.Value: var name }
            && Info.Argument is null
            && Info.Field is { } field
            && Info.ParentType is { } parent)
        {
            var hint = DidYouMean(name, field.Arguments.Select(argument => argument.Name));
            Report($"Unknown argument \"{name}\" on field \"{parent}.{field}\".{hint}", node);
        }

        return base.Enter(node);
    }
}

/// <summary>An argument is given once.</summary>
internal sealed class UniqueArgumentNamesRule : ValidationRule
{
    public override bool Enter(Node node)
    {
        var arguments = node switch
        {
            FieldNode field => field.Arguments,
            DirectiveNode directive => directive.Arguments,
            _ => [],
        };
        if (arguments.Count > 1)
        {
            var names = arguments.Select(argument => argument.Name);
            foreach (var group in names.GroupBy(name => name.Value).Where(group => group.Count() > 1))
            {
                Report($"There can be only one argument named \"{group.Key}\".", group);
            }
        }

        return true;
    }
}

/// <summary>Required arguments of directives are given.</summary>
internal class ProvidedRequiredArgumentsOnDirectivesRule : ValidationRule
{
    // A document may define a directive of a thousand arguments, and look for each of them among a thousand.
    private const int ArgumentsOfAStep = 8;

    private readonly Dictionary<string, List<(string Name, string Type)>> _required = new(StringComparer.Ordinal);

    public override void Begin()
    {
        foreach (var directive in Context.Schema?.Directives.Values ?? BuiltInDirectives.All)
        {
            _required[directive.Name] =
            [
                .. directive.Arguments
                    .Where(value => value.IsRequired)
                    .Select(value => (value.Name, $"{value.Type}")),
            ];
        }

        foreach (var node in Context.Document.Definitions.OfType<DirectiveDefinitionNode>())
        {
            _required[node.Name.Value] =
            [
                .. node.Arguments
                    .Where(value => value is { Type: NonNullTypeNode, DefaultValue: null })
                    .Select(value => (value.Name.Value, $"{value.Type}")),
            ];
        }
    }

    public override void Leave(Node node)
    {
        if (node is not DirectiveNode directive || !_required.TryGetValue(directive.Name.Value, out var required))
        {
            return;
        }

        foreach (var (name, type) in required)
        {
            Context.Budget.Take(1 + (directive.Arguments.Count / ArgumentsOfAStep));
            if (!directive.Arguments.Any(argument => argument.Name.Value == name))
            {
                Report(
                    $"Directive \"@{directive.Name.Value}\" argument \"{name}\" of type \"{type}\" is required, "
                    + "but it was not provided.",
                    node);
            }
        }
    }
}

/// <summary>Required arguments of fields and directives are given.</summary>
internal sealed class ProvidedRequiredArgumentsRule : ProvidedRequiredArgumentsOnDirectivesRule
{
    public override void Leave(Node node)
    {
        base.Leave(node);
        if (node is not FieldNode given || Info.Field is not { } field)
        {
            return;
        }

        foreach (var argument in field.Arguments.Where(argument => argument.IsRequired))
        {
            if (!given.Arguments.Any(candidate => candidate.Name.Value == argument.Name))
            {
                Report(
                    $"Field \"{field}\" argument \"{argument}\" of type \"{argument.Type}\" is required, "
                    + "but it was not provided.",
                    node);
            }
        }
    }
}
