using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using OrleansLoyalty.Tests.House;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>README.md, followed by someone who copies and pastes.</summary>
public sealed partial class TheReadme
{
    private const string Start = "./run --demo";
    private const string Test = "./test";

    [Fact]
    public void Begins_with_the_two_commands() =>
        Assert.Equal([Start, Test], Blocks().Where(block => block.Language == "sh").Take(2).Select(block => block.Text));

    [Fact]
    public async Task Holds_what_it_says_from_top_to_bottom()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            await using var system = await LoyaltyProcess.StartAsync(data, "--demo");
            var blocks = Blocks();
            var commands = blocks.Where(block => block.Language == "sh" && block.Text is not (Start or Test)).ToArray();
            var outputs = await FollowAsync([.. commands.Select(block => Here(block.Text, system))]);

            foreach (var (command, output) in commands.Zip(outputs))
            {
                Assert.DoesNotContain("\"message\"", output, StringComparison.Ordinal);
                if (blocks.ElementAtOrDefault(blocks.IndexOf(command) + 1) is { Language: "json" } answer)
                {
                    Assert.Equal(answer.Text, output);
                }
            }
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>The same command for the system under test, which has another port, folder and codes.</summary>
    private static string Here(string command, LoyaltyProcess system) => command
        .Replace("http://127.0.0.1:5000/", system.Endpoint.ToString(), StringComparison.Ordinal)
        .Replace(
            "./run verify", $"./run verify --data {system.Data} {string.Join(' ', LoyaltyProcess.Framework)}", StringComparison.Ordinal)
        .Replace("CODE=DEMO3EHU8VC2AZA5", $"CODE={PrintedCode().Match(system.Output).Groups[1].Value}", StringComparison.Ordinal);

    /// <summary>Runs the commands in one shell, as their reader does, and returns what each printed.</summary>
    private static async Task<string[]> FollowAsync(string[] commands)
    {
        const string EndOfCommand = "---- end of command ----";
        var script = new StringBuilder("set -euo pipefail\n");
        foreach (var command in commands)
        {
            script.Append(command).Append("\nprintf '\\n%s\\n' '").Append(EndOfCommand).Append("'\n");
        }

        using var shell = new Process
        {
            StartInfo = new ProcessStartInfo("bash", ["-c", script.ToString()])
            {
                WorkingDirectory = SourceTree.Root,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        shell.StartInfo.Environment.Remove("LOYALTY_POSTGRES");
        shell.Start();
        var problems = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();

        Assert.True(shell.ExitCode == 0, $"{output}\n{await problems}");
        return [.. output.Split(EndOfCommand).Take(commands.Length).Select(part => part.Trim())];
    }

    private static List<Block> Blocks() =>
        FencedBlock()
            .Matches(SourceTree.Read("README.md"))
            .Select(block => new Block(block.Groups["language"].Value, block.Groups["text"].Value.TrimEnd()))
            .ToList();

    private sealed record Block(string Language, string Text);

    [GeneratedRegex(@"^Codes to try: (\w+)", RegexOptions.Multiline)]
    private static partial Regex PrintedCode();

    [GeneratedRegex(@"^```(?<language>\w+)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex FencedBlock();
}
