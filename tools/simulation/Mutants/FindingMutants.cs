using OrleansLoyalty.Simulation.Store;

namespace OrleansLoyalty.Simulation.Mutants;

/// <summary>The simulator is tested itself: whatever is broken on purpose must be found.</summary>
public sealed class FindingMutants
{
    private const int Seeds = 4_000;
    private const int Operations = 200;

    public static TheoryData<Weakness> Weaknesses => [.. Enum.GetValues<Weakness>().Where(weakness => weakness != Weakness.None)];

    public static TheoryData<string> Mutants => [.. Mutant.All.Select(mutant => mutant.Name)];

    [Theory]
    [MemberData(nameof(Weaknesses))]
    public void Finds_what_the_database_fails_to_do(Weakness weakness) =>
        Assert.NotNull(Simulator.RunMany(0, Seeds, Operations, (int)weakness, Environment.ProcessorCount));

    [Theory]
    [MemberData(nameof(Mutants))]
    public void Finds_what_the_application_does_wrong(string mutant) =>
        Assert.NotNull(MutantCompiler.Run(Mutant.All.Single(one => one.Name == mutant), Seeds, Operations));
}
