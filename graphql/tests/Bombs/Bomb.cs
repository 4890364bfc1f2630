using GraphQLEngine.Execution;
using GraphQLEngine.Tests.Execution;
using GraphQLEngine.Types;

namespace GraphQLEngine.Tests.Bombs;

/// <summary>
/// A kind of document whose work may grow faster than its text.
/// </summary>
/// <param name="Name">Says what is multiplied.</param>
/// <param name="Size">A size whose document stays below the default limit of tokens.</param>
/// <param name="Document">The document of a size.</param>
internal sealed record Bomb(string Name, int Size, Func<int, string> Document)
{
    private const string Sdl = """
        type Query { x: Int, y: Int, a: A, u: U, i: I, take(n: [Int], o: In, s: String, e: E, j: JSON): Int }
        type Mutation { redeem(s: String): Int, claim: Int }
        type Subscription { s: Int, t: Int }
        type A implements I { x: Int, y: String, a: A, b: A, c: A, i: I, u: U, f(o: In, n: Int, s: String): Int }
        type B implements I { x: Int, y: Int, a: A, z: Int }
        interface I { x: Int, a: A }
        union U = A | B
        enum E { RED GREEN BLUE }
        input In { f: Int, in: In, ins: [In], s: String, must: Int! = 1 }
        scalar JSON
        directive @again(n: Int) repeatable on FIELD
        """;

    /// <summary>Everything on and no limit but that of tokens: what remains has to hold by itself.</summary>
    public static ExecutorOptions Options { get; } =
        new() { MaxDepth = 0, MaxAliases = 0, MaxCost = 1_000_000, Timeout = TimeSpan.Zero };

    public static Answer Gateway(ExecutorOptions? options = null) =>
        new Answer(Sdl) { Options = options ?? Options }.Change(schema =>
        {
            Answer.Find(schema, "Mutation.redeem").Metadata.Set(new ExclusiveInDocument("points-moving"));
            Answer.Find(schema, "Mutation.claim").Metadata.Set(new ExclusiveInDocument("points-moving"));
        });

    /// <summary>A text for each number below a count, with blanks between them.</summary>
    public static string Each(int count, Func<int, string> text) =>
        string.Join(' ', Enumerable.Range(0, count).Select(text));

    public static string Times(int count, string text) => Each(count, _ => text);
}
