using System.Text.RegularExpressions;

namespace OrleansLoyalty.Tests.House;

/// <summary>
/// Which grains call which. An activation that ends waits for what it has under way: two that call one another and end at the
/// same time, as all do when the database was away, would wait until their calls time out.
/// </summary>
public sealed partial class CallsBetweenGrains
{
    private static readonly ILookup<string, string> Calls = (
        from path in SourceTree.Files(".cs")
        where path.StartsWith("grains/", StringComparison.Ordinal)
        let source = SourceTree.Read(path)
        from grain in GrainClass().Matches(source)
        from call in Call().Matches(source)
        select (Caller: grain.Groups[1].Value, Called: call.Groups[1].Value))
        .Distinct()
        .ToLookup(call => call.Caller, call => call.Called);

    [Fact]
    public void Are_found() => Assert.Contains("MemberAccountGrain", Calls["ProductCodeGrain"]);

    [Fact]
    public void Never_come_back_to_where_they_began() =>
        SourceTree.AssertNone("Grains that call one another:", Calls.Select(calls => calls.Key).Where(grain => Reaches(grain, grain, [])));

    private static bool Reaches(string from, string to, HashSet<string> seen) =>
        Calls[from].Any(called => called == to || (seen.Add(called) && Reaches(called, to, seen)));

    [GeneratedRegex(@"class (\w+Grain)\b")]
    private static partial Regex GrainClass();

    [GeneratedRegex(@"GrainFactory\.GetGrain<I(\w+Grain)>")]
    private static partial Regex Call();
}
