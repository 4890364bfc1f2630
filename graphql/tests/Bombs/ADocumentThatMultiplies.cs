using System.Diagnostics;
using GraphQLEngine.Execution;
using GraphQLEngine.Language;
using GraphQLEngine.Types;
using GraphQLEngine.Validation;
using GraphQLEngine.Validation.Rules;

namespace GraphQLEngine.Tests.Bombs;

/// <summary>
/// The bug: a document of 861 bytes, whose fragments spread the next one twice, was validated for seconds, and for
/// twice as long with each line more. Others of that kind were a document of 39 kB that spreads fragments that are not
/// there (10 s), and one of 100 kB that misspells arguments of a directive that it defines itself (11 s).
/// </summary>
public sealed class ADocumentThatMultiplies
{
    // Far above what any takes on a slow machine, far below what the bugs took.
    private static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(5);

    private static readonly Lazy<Schema> Schema = new(() => Bomb.Gateway().Executor.Schema);

    public static TheoryData<string> Names => [.. Kinds.All.Select(bomb => bomb.Name)];

    public static TheoryData<string> RuleNames => [.. Rules.Select(create => create().GetType().Name)];

    private static IEnumerable<Func<ValidationRule>> Rules =>
    [
        .. RuleSets.Executable,
        () => new ExclusiveFieldsRule(),
        () => new NoSchemaIntrospectionRule(),
        () => new NoDeprecatedRule(),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void Takes_the_steps_that_its_length_allows_or_is_refused_for_them(string name)
    {
        var bomb = Kinds.Named(name);
        foreach (var size in new[] { bomb.Size / 2, bomb.Size })
        {
            var (budget, errors) = Validate(bomb.Document(size));

            Assert.Equal(budget.Steps > budget.MaxSteps, IsRefusedForItsSteps(errors));
            Assert.InRange(budget.Steps, 1, budget.MaxSteps + 10_000);
        }
    }

    /// <summary>What is not counted as a step shows in what is allocated: it grew to gigabytes.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Counts_what_it_does(string name)
    {
        var bomb = Kinds.Named(name);
        var text = bomb.Document(bomb.Size);
        Validate("{x}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var (budget, _) = Validate(text);

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(allocated, 0, 32_000_000 + (400 * budget.Steps) + (100L * text.Length));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_answered_in_less_than_a_hundred_kilobytes(string name)
    {
        var bomb = Kinds.Named(name);
        var clock = Stopwatch.StartNew();

        var told = await Bomb.Gateway().ToAsync(bomb.Document(bomb.Size));
        var secret = await Bomb.Gateway(Bomb.Options with { Introspection = false, Suggestions = false })
            .ToAsync(bomb.Document(bomb.Size));

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(told), 1, 100_000);
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(secret), 1, 100_000);
        Assert.True(clock.Elapsed < Ceiling, $"Took {clock.Elapsed}.");
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Is_no_long_work_for_any_rule_alone(string rule)
    {
        var create = Rules.Single(create => create().GetType().Name == rule);
        foreach (var bomb in Kinds.All)
        {
            var document = Parser.Parse(bomb.Document(bomb.Size));
            var budget = WorkBudget.For(document, default);
            var context = new ValidationContext(Schema.Value, document, suggest: true, budget);
            var clock = Stopwatch.StartNew();
            try
            {
                DocumentValidator.Run(context, [create()]);
            }
            catch (WorkExceededException)
            {
                // Refused for its steps, or because the rule, which nothing else protects here, went too deep.
            }

            Assert.True(clock.Elapsed < Ceiling, $"{bomb.Name} took {clock.Elapsed}.");
        }
    }

    [Theory]
    [MemberData(nameof(RuleNames))]
    public void Is_there_for_every_rule(string rule)
    {
        if (rule == nameof(NoDeprecatedRule))
        {
            return; // Only clients that ask for it run it.
        }

        var create = Rules.Single(create => create().GetType().Name == rule);

        Assert.Contains(Kinds.All, bomb =>
        {
            var document = Parser.Parse(bomb.Document(Math.Min(bomb.Size / 2, 10)));
            var context = new ValidationContext(
                Schema.Value, document, suggest: true, WorkBudget.For(document, default));
            return DocumentValidator.Run(context, [create()]).Count > 0;
        });
    }

    [Fact]
    public void Is_refused_in_one_sentence()
    {
        var (_, errors) = Validate($"{{{Bomb.Times(2_400, "a{x}")}}}");

        var error = Assert.Single(errors);
        Assert.Equal("The document takes too many steps to validate. Validation aborted.", error.Message);
        Assert.Equal("STEPS_EXCEEDED", error.Extensions!["code"]);
    }

    [Fact]
    public void Is_not_a_page_of_a_hundred_fragments_that_ask_for_the_same_object()
    {
        var page = $"{{a{{{Bomb.Each(100, i => $"...F{i}")}}}}} "
            + Bomb.Each(100, i => $"fragment F{i} on A{{x y a{{x b{{x y}} c{{y i{{x}}}}}}}}");

        var (_, errors) = Validate(page);

        Assert.Empty(errors);
    }

    private static (WorkBudget Budget, IReadOnlyList<GraphQLError> Errors) Validate(string text)
    {
        var document = Parser.Parse(text, ParserLimits.Default with { MaxTokens = Bomb.Options.MaxTokens });
        var budget = WorkBudget.For(document, default);
        var errors = DocumentValidator.Validate(Schema.Value, document, Bomb.Options, budget);
        return (budget, errors);
    }

    private static bool IsRefusedForItsSteps(IReadOnlyList<GraphQLError> errors) =>
        errors is [{ Extensions: { } extensions }] && Equals(extensions["code"], "STEPS_EXCEEDED");
}
