using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>An operator starts the system, stops it, and starts it again on the same folder.</summary>
public sealed class StartingAndStopping
{
    [Fact]
    public async Task Ends_with_everything_stopped_and_nothing_forgotten()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            await using (var system = await LoyaltyProcess.StartAsync(data, "--demo"))
            {
                Assert.Matches(@"^Ready: http://127\.0\.0\.1:\d+/graphql \(graphql: \w+, .+\)$", system.Ready);
                Assert.NotEqual(0, system.PostgresProcess());
                var warnings = system.Output.Split('\n').Where(line => line.Contains(" warn: ", StringComparison.Ordinal));
                Assert.True(!warnings.Any(), string.Join('\n', warnings));

                Assert.Equal(0, await system.StopAsync());
                Assert.Equal(0, system.PostgresProcess());
            }

            await using var again = await LoyaltyProcess.StartAsync(data);
            Assert.NotEmpty(await Claiming.ActiveCodesAsync(again.Endpoint));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Is_refused_on_a_port_that_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var (code, output) = await LoyaltyProcess.EndOfAsync("--port", $"{port}", "--data", Path.GetTempPath());

        Assert.Equal(1, code);
        Assert.Equal($"Port {port} is taken by another program; choose another with --port.", output.Trim());
    }

    [Theory]
    [InlineData("--port", "http", "--port is a number from 1 to 65535, not 'http'.")]
    [InlineData("--graphql", "rest", "--graphql is auto, hotchocolate or builtin, not 'rest'.")]
    [InlineData("--speed", "fast", "There is no option --speed.")]
    public async Task Is_refused_with_one_sentence_on_an_option_that_means_nothing(string name, string value, string sentence)
    {
        var (code, output) = await LoyaltyProcess.EndOfAsync(name, value);

        Assert.Equal(2, code);
        Assert.Equal([sentence, "Try: ./run --help"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task Is_refused_with_a_setting_of_an_earlier_version()
    {
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "loyalty.dll"), "--Actors:Role=Silo"])
        {
            RedirectStandardError = true,
        })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(2, process.ExitCode);
        Assert.Equal("The setting Actors:Role is called Process:Role now, like all of that section.", said.Trim());
    }

    [Fact]
    public async Task Has_nothing_to_verify_where_nothing_was_started()
    {
        var data = LoyaltyProcess.NewData();

        var (code, output) = await LoyaltyProcess.EndOfAsync("verify", "--data", data);

        Directory.Delete(data);
        Assert.Equal(1, code);
        Assert.Equal($"There is no database in {data} to verify.", output.Trim());
    }
}
