using System.Globalization;
using System.Text.Json;

namespace OrleansLoyalty.Benchmarks;

/// <summary>A measured figure.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">What it counts.</param>
/// <param name="Goal">What it must not exceed or fall below; null where there is no goal.</param>
/// <param name="AtMost">Whether the goal is an upper bound.</param>
internal sealed record Finding(string What, double Value, string Unit, double? Goal = null, bool AtMost = false)
{
    internal bool? Reached => Goal is not { } goal ? null : AtMost ? Value <= goal : Value >= goal;
}

/// <summary>The figures of a benchmark that has one side alone, printed as a table or for a program.</summary>
internal sealed class Findings(string benchmark, string circumstances, Settings settings)
{
    private readonly List<Finding> _all = [];

    /// <summary>What was checked before a figure may be believed.</summary>
    internal string Books { get; set; } = "";

    /// <summary>The largest share of the machine that others took while something was measured.</summary>
    internal double Disturbance { get; set; }

    internal void Add(string what, double value, string unit, double? atLeast = null, double? atMost = null) =>
        _all.Add(new Finding(what, value, unit, atLeast ?? atMost, atMost is not null));

    internal void Print()
    {
        if (settings.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new
            {
                benchmark,
                circumstances,
                disturbance = Math.Round(Disturbance, 3),
                books = Books,
                figures = _all.Select(each => new
                {
                    what = each.What,
                    value = Math.Round(each.Value, 3),
                    unit = each.Unit,
                    goal = each.Goal,
                    reached = each.Reached,
                }),
            }));
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{benchmark}: {circumstances}; disturbed {Disturbance:P0}"));
        foreach (var each in _all)
        {
            var verdict = each.Reached switch { null => "", true => "reached", false => "MISSED" };
            var goal = each.Goal is { } bound ? $"{(each.AtMost ? "≤" : "≥")} {Text(bound)}" : "";
            Console.WriteLine($"{each.What,-56}{Text(each.Value),14} {each.Unit,-8}{goal,12} {verdict}");
        }

        Console.WriteLine(Books);
    }

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "N0" : "N2", CultureInfo.InvariantCulture);
}
