using System.Globalization;
using System.Text.RegularExpressions;
using OrleansLoyalty.Tests.House;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>
/// docker-compose.yml and the Dockerfile, read and not run: what they start must be what <c>tools/cluster/run</c> starts by
/// default, and built from what is there.
/// </summary>
public sealed partial class TheComposeFile
{
    private static readonly Dictionary<string, string> Services = Blocks(SourceTree.Read("docker-compose.yml"));

    [Theory]
    [InlineData("silo", "Silo", "SILOS")]
    [InlineData("gateway", "Gateway", "GATEWAYS")]
    public void Starts_as_many_of_each_role_as_the_script(string service, string role, string variable)
    {
        var replicas = Replicas().Match(Services[service]).Groups[1].Value;

        Assert.Equal($"Process__Role: {role}", Role().Match(Services[service]).Value);
        Assert.Contains($"\n{variable}={replicas}\n", SourceTree.Read("tools/cluster/run"), StringComparison.Ordinal);
    }

    [Fact]
    public void Serves_each_gateway_on_a_port_of_its_own()
    {
        var ports = Ports().Match(Services["gateway"]);

        Assert.Equal(
            Number(Replicas().Match(Services["gateway"]).Groups[1]), Number(ports.Groups[2]) - Number(ports.Groups[1]) + 1);
        Assert.DoesNotContain("ports:", Services["silo"], StringComparison.Ordinal);
        Assert.Contains($"ASPNETCORE_HTTP_PORTS={ports.Groups[3].Value}", SourceTree.Read("Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Waits_for_the_database_before_silos_and_for_silos_before_gateways()
    {
        Assert.Contains("postgres: { condition: service_healthy }", Services["silo"], StringComparison.Ordinal);
        Assert.Contains("silo: { condition: service_healthy }", Services["gateway"], StringComparison.Ordinal);
    }

    [Fact]
    public void Builds_from_every_folder_it_needs()
    {
        var ignored = SourceTree.Read(".dockerignore").Split('\n');

        Assert.All(
            ["api", "grain-interfaces", "grains", "graphql/engine", "ledger", "silo", "storage", "web"],
            folder => Assert.Contains($"!{folder}", ignored));
    }

    private static int Number(Group text) => int.Parse(text.Value, CultureInfo.InvariantCulture);

    /// <summary>The services by name: what is written below each, two spaces in.</summary>
    private static Dictionary<string, string> Blocks(string file)
    {
        var services = file[file.IndexOf("\nservices:\n", StringComparison.Ordinal)..];
        return Service().Matches(services).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
    }

    [GeneratedRegex(@"^  ([a-z]+):\n((?:    .*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"Process__Role: \w+")]
    private static partial Regex Role();

    [GeneratedRegex(@"replicas: (\d+)")]
    private static partial Regex Replicas();

    [GeneratedRegex(@"""127\.0\.0\.1:(\d+)-(\d+):(\d+)""")]
    private static partial Regex Ports();
}
