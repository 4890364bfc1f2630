using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace OrleansLoyalty.Simulation.Mutants;

/// <summary>Compiles this simulator once more, with one text of the application replaced, and runs it.</summary>
internal static class MutantCompiler
{
    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview);
    private static readonly Lazy<CSharpCompilation> Unchanged = new(Compile);

    /// <summary>Runs seeds on the mutant.</summary>
    /// <returns>The violation that was found, or <see langword="null"/>.</returns>
    internal static string? Run(Mutant mutant, int seeds, int operations)
    {
        var tree = Unchanged.Value.SyntaxTrees.Single(tree => tree.FilePath.EndsWith("/" + mutant.File, StringComparison.Ordinal));
        var text = tree.ToString();
        var at = text.IndexOf(mutant.Text, StringComparison.Ordinal);
        Assert.True(
            at >= 0 && text.IndexOf(mutant.Text, at + 1, StringComparison.Ordinal) < 0,
            $"'{mutant.Text}' does not stand exactly once in {mutant.File}.");
        var changed = tree.WithChangedText(SourceText.From(text.Replace(mutant.Text, mutant.Instead, StringComparison.Ordinal)));
        using var assembly = new MemoryStream();
        var emitted = Unchanged.Value.ReplaceSyntaxTree(tree, changed).Emit(assembly);
        Assert.True(
            emitted.Success, string.Join('\n', emitted.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error).Take(5)));
        assembly.Position = 0;
        var context = new AssemblyLoadContext(mutant.Name, isCollectible: true);
        try
        {
            var simulator = context.LoadFromStream(assembly).GetType(typeof(Simulator).FullName!)!;
            return (string?)simulator.GetMethod(nameof(Simulator.RunMany), BindingFlags.Public | BindingFlags.Static)!
                .Invoke(null, [0UL, seeds, operations, 0, Environment.ProcessorCount, null]);
        }
        finally
        {
            context.Unload();
        }
    }

    private static CSharpCompilation Compile() => CSharpCompilation.Create(
        "mutant",
        Lines("simulation.sources")
            .Where(path => !path.Contains("/Simulation/Mutants/", StringComparison.Ordinal))
            .Distinct()
            .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(path)), Options, path.Replace('\\', '/'))),
        Lines("simulation.references").Select(path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            nullableContextOptions: NullableContextOptions.Enable));

    private static string[] Lines(string file) => File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, file));
}
