using System.Diagnostics;
using System.Globalization;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>Programs that are run to their end, and signals.</summary>
internal static class Commands
{
    /// <summary>Runs a program; answers what it printed.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var (code, output) = await TryAsync(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {output}");
    }

    /// <summary>Runs a program; answers its exit code and what it printed.</summary>
    internal static async Task<(int Code, string Output)> TryAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Sends a signal; a process that is gone already is no error.</summary>
    internal static Task SignalAsync(string signal, params IEnumerable<int> processes) => TryAsync(
        "kill", [$"-{signal}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>Ends processes at once.</summary>
    internal static void Kill(IEnumerable<int> processes)
    {
        foreach (var id in processes)
        {
            try
            {
                using var process = Process.GetProcessById(id);
                process.Kill();
            }
            catch (ArgumentException)
            {
                // It has ended already.
            }
        }
    }

    /// <summary>Waits until a process has ended, whether or not anybody has asked how.</summary>
    internal static async Task GoneAsync(int process)
    {
        while (IsThere(process))
        {
            await Task.Delay(10);
        }
    }

    private static bool IsThere(int process)
    {
        try
        {
            var state = File.ReadAllText($"/proc/{process}/stat");
            return state[state.LastIndexOf(')') + 2] is not ('Z' or 'X');
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>What a process calls itself.</summary>
    internal static string Title(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }

    /// <summary>The processes that this one started.</summary>
    internal static IReadOnlyList<int> Children(int process)
    {
        try
        {
            return [.. File.ReadAllText($"/proc/{process}/task/{process}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => int.Parse(id, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return [];
        }
    }
}
