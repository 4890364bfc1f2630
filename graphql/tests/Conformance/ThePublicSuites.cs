using Xunit.Abstractions;

namespace GraphQLEngine.Tests.Conformance;

/// <summary>Run where the suites are present; elsewhere they say that they are not.</summary>
public sealed class ThePublicSuites(ITestOutputHelper output)
{
    [Fact]
    public async Task Of_execution_pass_with_data_equal_and_in_the_same_key_order()
    {
        if (PublicSuites.Find("corpus-part-1.jsonl") is not { } path)
        {
            output.WriteLine("The execution corpus is not on this machine; nothing was checked.");
            return;
        }

        var (total, failures) = await ExecutionCorpus.RunAsync(path);

        output.WriteLine($"execution corpus {total - failures.Count}/{total}");
        Assert.Empty(failures);
    }

    [Fact]
    public void Of_validation_pass_with_messages_and_locations_equal()
    {
        if (PublicSuites.Find("validation-fixtures.jsonl") is not { } path)
        {
            output.WriteLine("The validation cases are not on this machine; nothing was checked.");
            return;
        }

        var (total, failures) = ValidationFixtures.Run(path);

        output.WriteLine($"validation cases {total - failures.Count}/{total}");
        Assert.Empty(failures);
    }
}
