using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Benchmarks;

/// <summary>How one load ended.</summary>
/// <param name="Answered">How many requests were answered.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="P50">Half were answered within so many milliseconds.</param>
/// <param name="P99">All but one in a hundred were.</param>
/// <param name="Errors">How many failed or were answered with another status than 2xx or 3xx.</param>
internal sealed record LoadResult(long Answered, double Seconds, double P50, double P99, long Errors);

/// <summary>The programs that press.</summary>
internal static class Load
{
    /// <summary>Presses with wrk: as many connections as said, each asking again as soon as it is answered.</summary>
    internal static async Task<LoadResult> WrkAsync(
        string script, Uri target, int connections, int seconds, params string[] arguments)
    {
        var output = await RunAsync("wrk",
        [
            "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "-s", script, target.ToString(), "--", .. arguments,
        ]);
        var result = output.Split('\n').FirstOrDefault(line => line.StartsWith("RESULT ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"wrk says nothing of its run:\n{output}");
        var numbers = result.Split(' ').Skip(1).Select(Number).ToArray();
        return new LoadResult((long)numbers[0], numbers[1] / 1e6, numbers[2] / 1e3, numbers[3] / 1e3, (long)numbers[4]);
    }

    /// <summary>Runs the baseline's claim statement by pgbench, without any server in between.</summary>
    internal static async Task<LoadResult> PgbenchAsync(
        string script, string database, string socket, int connections, int seconds, long first, Settings settings)
    {
        var output = await RunAsync("pgbench",
        [
            "-n", "-M", "prepared", "-c", Text(connections), "-j", "1", "-T", Text(seconds), "-h", socket, "-U", "postgres",
            "-D", $"first={first}", "-D", $"clients={connections}", "-D", "i=0", "-D", $"codes={settings.Codes}",
            "-D", $"members={settings.Members}", "-f", script, database,
        ]);
        var answered = (long)After(output, "number of transactions actually processed: ");
        return new LoadResult(answered, seconds, After(output, "latency average = "), 0, 0);
    }

    internal static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}:\n{await output}{await errors}");
    }

    private static double After(string output, string words) =>
        Number(output[(output.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Split(' ', '\n', '/')[0]);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
