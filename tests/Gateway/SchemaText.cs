using System.Text.RegularExpressions;

namespace OrleansLoyalty.Tests.Gateway;

/// <summary>
/// SDL as a set of statements, so that two schemas can be compared whatever their order, descriptions and line breaks:
/// <c>Query.member(by: MemberByInput!): Member</c>, <c>union FeedEvent = CodeClaimed</c>, <c>Role.ADMIN</c>.
/// </summary>
internal static partial class SchemaText
{
    internal static ISet<string> Statements(string sdl)
    {
        var tokens = new Queue<string>(Token().Matches(sdl).Select(match => match.Value).Where(IsSyntax));
        var statements = new SortedSet<string>(StringComparer.Ordinal);
        while (tokens.TryDequeue(out var keyword))
        {
            Read(keyword, tokens, statements);
        }

        return statements;
    }

    private static void Read(string keyword, Queue<string> tokens, ISet<string> statements)
    {
        if (keyword is "directive" or "schema")
        {
            Skip(keyword, tokens);
            return;
        }

        var name = tokens.Dequeue();
        statements.Add($"{keyword} {name}");
        while (tokens.TryPeek(out var next) && next is "implements" or "@" or "=")
        {
            ReadHead(keyword, name, tokens, statements);
        }

        if (tokens.TryPeek(out var brace) && brace == "{")
        {
            tokens.Dequeue();
            while (tokens.Peek() != "}")
            {
                ReadMember(keyword, name, tokens, statements);
            }

            tokens.Dequeue();
        }
    }

    private static void ReadHead(string keyword, string name, Queue<string> tokens, ISet<string> statements)
    {
        switch (tokens.Dequeue())
        {
            case "@":
                var directive = tokens.Dequeue();
                SkipArguments(tokens);
                if (directive == "oneOf")
                {
                    statements.Add($"{keyword} {name} @oneOf");
                }

                return;
            case "implements":
                Members("&").ForEach(member => statements.Add($"{keyword} {name} implements {member}"));
                return;
            default:
                Members("|").ForEach(member => statements.Add($"{keyword} {name} = {member}"));
                return;
        }

        List<string> Members(string separator)
        {
            var members = new List<string>();
            do
            {
                if (tokens.Peek() == separator)
                {
                    tokens.Dequeue();
                }

                members.Add(tokens.Dequeue());
            }
            while (tokens.TryPeek(out var next) && next == separator);
            return members;
        }
    }

    private static void ReadMember(string keyword, string type, Queue<string> tokens, ISet<string> statements)
    {
        var field = tokens.Dequeue();
        if (keyword == "enum")
        {
            SkipDirectives(tokens);
            statements.Add($"{type}.{field}");
            return;
        }

        var arguments = new List<string>();
        if (tokens.Peek() == "(")
        {
            tokens.Dequeue();
            while (tokens.Peek() != ")")
            {
                var argument = tokens.Dequeue();
                tokens.Dequeue();
                arguments.Add($"{type}.{field}({argument}: {Type(tokens)})");
            }

            tokens.Dequeue();
        }

        tokens.Dequeue();
        statements.Add($"{type}.{field}: {Type(tokens)}");
        statements.UnionWith(arguments);
    }

    private static string Type(Queue<string> tokens)
    {
        var type = tokens.Dequeue();
        if (type == "[")
        {
            type += Type(tokens) + tokens.Dequeue();
        }

        if (tokens.TryPeek(out var bang) && bang == "!")
        {
            type += tokens.Dequeue();
        }

        if (tokens.TryPeek(out var assign) && assign == "=")
        {
            tokens.Dequeue();
            type += " = " + tokens.Dequeue();
        }

        SkipDirectives(tokens);
        return type;
    }

    private static void SkipDirectives(Queue<string> tokens)
    {
        while (tokens.TryPeek(out var at) && at == "@")
        {
            tokens.Dequeue();
            tokens.Dequeue();
            SkipArguments(tokens);
        }
    }

    private static void SkipArguments(Queue<string> tokens)
    {
        if (tokens.TryPeek(out var open) && open == "(")
        {
            while (tokens.Dequeue() != ")")
            {
            }
        }
    }

    private static void Skip(string keyword, Queue<string> tokens)
    {
        var last = keyword == "schema" ? "}" : "on";
        while (tokens.Dequeue() != last)
        {
        }

        while (keyword == "directive" && tokens.TryPeek(out var next) && (next == "|" || next.All(c => char.IsUpper(c) || c == '_')))
        {
            tokens.Dequeue();
        }
    }

    private static bool IsSyntax(string token) => !token.StartsWith('#') && !token.StartsWith('"') && token != ",";

    [GeneratedRegex("\"\"\"[\\s\\S]*?\"\"\"|\"(?:[^\"\\\\]|\\\\.)*\"|#[^\\n]*|[A-Za-z_][A-Za-z0-9_]*|-?[0-9.]+|[^\\sA-Za-z0-9]")]
    private static partial Regex Token();
}
