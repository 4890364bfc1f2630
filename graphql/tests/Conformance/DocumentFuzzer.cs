using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using GraphQLEngine.Execution;
using GraphQLEngine.Introspection;
using GraphQLEngine.Sdl;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>
/// Damages documents at random and answers them: nothing may escape but a response, in bounded time and memory, and a
/// document that is refused runs no resolver.
/// </summary>
public sealed class DocumentFuzzer
{
    private static readonly string[] Seeds =
    [
        "{ human(id: \"1\") { name pets { name ... on Dog { barks } } relatives { name } } }",
        "query Q($id: ID, $s: Boolean = true) { human(id: $id) { name(surname: $s) @include(if: $s) } }",
        "{ dog { ...D doesKnowCommand(dogCommand: SIT) } } fragment D on Dog { name isHouseTrained(atOtherHomes: true) }",
        "{ complicatedArgs { complexArgField(complexArg: { requiredField: true, stringListField: [\"a\", \"\"\"b\"\"\"] }) } }",
        "query A { a: dog { n: name } b: cat { n: name } } query B { __typename }",
        "{ catOrDog { __typename ... on Cat { meows furColor } ... on Dog { mother { father { name } } } } }",
        "{ __schema { types { name fields { name args { name type { ofType { name } } } } } } }",
        "query ($x: [String!]! = [\"\\u{1F600}\\uD83D\\uDE00\"]) { complicatedArgs { stringListNonNullArgField(stringListNonNullArg: $x) } }",
        "{ complicatedArgs { floatArgField(floatArg: -1.5e10) multipleReqs(req1: 1, req2: 2) oneOfArgField(oneOfArg: {intField: 3}) } }",
        "subscription S { never } mutation M { nothing } extend type Dog { a: Int }",
    ];

    private static readonly string[] Pieces =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "|", "&", "=", "on", "name", "dog", "true", "null", "1",
        "-0.5", "\"x\"", "\"\"\"", "\"", "#", "\n", "\\u{", "$id", "@skip(if: $s)", "@include(if: false)", "fragment F on Dog",
        "...F", "query", "... on Cat {", "{ dog", "human(id: 4) {", "\uFEFF", "\uD83D", "\u0000", "积分", "99999999999",
    ];

    private readonly Random _random;
    private readonly Executor _executor;
    private int _resolved;

    /// <param name="seed">The same seed gives the same documents.</param>
    public DocumentFuzzer(int seed)
    {
        _random = new Random(seed);
        var schema = MockResolvers.Install(SdlSchema.Build(PetSchema.Sdl));
        var types = schema.Types.Values.OfType<ObjectType>().Where(type => !IntrospectionTypes.Contains(type));
        foreach (var field in types.SelectMany(type => type.Fields))
        {
            if (field.Read is { } read)
            {
                field.Read = source => Counted(read, source);
            }
        }

        _executor = new Executor(schema, new ExecutorOptions { CachedDocuments = 100, MaxCost = 10_000 });
    }

    /// <summary>How many documents were answered with data.</summary>
    public int Answered { get; private set; }

    /// <summary>The longest that one document took.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Answers so many documents; throws with the document on the first that goes wrong.</summary>
    public async Task RunAsync(int documents)
    {
        for (var i = 0; i < documents; i++)
        {
            var document = Damaged();
            var clock = Stopwatch.StartNew();
            try
            {
                await AnswerAsync(document);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"Document {i} went wrong: {JsonSerializer.Serialize(document)}", exception);
            }

            Slowest = clock.Elapsed > Slowest ? clock.Elapsed : Slowest;
        }
    }

    private async Task AnswerAsync(string document)
    {
        _resolved = 0;
        var output = new ArrayBufferWriter<byte>();
        var preparation = _executor.Prepare(document);
        if (preparation.Operation is not { } operation)
        {
            Executor.WriteErrors(preparation.Errors!, output);
            using var refusal = JsonDocument.Parse(output.WrittenMemory);
            Require(preparation.Errors!.Count > 0, "A refusal says why.");
            Require(_resolved == 0, "A refused document runs no resolver.");
            return;
        }

        var variables = new Dictionary<string, object?> { ["id"] = 1L, ["s"] = _random.Next(2) == 0 };
        var outcome = await _executor.ExecuteAsync(operation, variables, new RequestContext(NoServices.Instance, new()), output);
        using var response = JsonDocument.Parse(output.WrittenMemory);
        Require(response.RootElement.TryGetProperty("data", out _) == (outcome != Outcome.Refused), "Only a refusal has no data.");
        Require(outcome != Outcome.Refused || _resolved == 0, "A refused operation runs no resolver.");
        Answered += outcome == Outcome.Refused ? 0 : 1;
    }

    private object? Counted(Func<object, object?> read, object source)
    {
        _resolved++;
        return read(source);
    }

    private string Damaged()
    {
        var text = Seeds[_random.Next(Seeds.Length)];
        for (var change = _random.Next(4); change > 0; change--)
        {
            text = Change(text);
        }

        return text;
    }

    private string Change(string text)
    {
        var at = _random.Next(text.Length + 1);
        var length = Math.Min(_random.Next(1, 12), text.Length - at);
        var piece = Pieces[_random.Next(Pieces.Length)];
        switch (_random.Next(7))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, piece);
            case 2:
                return text.Remove(at, length).Insert(at, piece);
            case 3:
                return text.Insert(at, text.Substring(at, length));
            case 4:
                return text[..at] + Seeds[_random.Next(Seeds.Length)][^_random.Next(1, 40)..];
            case 5:
                return text.Insert(at, string.Concat(Enumerable.Repeat(piece, _random.Next(2, 300))));
            default:
                return $"{text} {Seeds[_random.Next(Seeds.Length)]}";
        }
    }

    private static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
