using System.Data;
using Npgsql;

namespace OrleansLoyalty.Chaos.Checking;

/// <summary>
/// The process that takes snapshots during a run: a repeatable-read transaction every ten seconds, over a connection of
/// its own. It says <c>ok</c> or <c>bad …</c> on its output, and ends with its input.
/// </summary>
public static class Snapshots
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseWithoutDatabase = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes snapshots until the input ends.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var chains = new Chains();
        var over = Task.Run(Console.In.ReadToEnd); // The console's own asynchronous reading is none.
        while (!over.IsCompleted)
        {
            var problems = await TryAsync(arguments.Text("postgres"), chains);
            foreach (var problem in problems ?? [])
            {
                Console.WriteLine($"bad {problem}");
            }

            if (problems is { Count: 0 })
            {
                Console.WriteLine("ok");
            }

            await Task.WhenAny(over, Task.Delay(problems is null ? PauseWithoutDatabase : Pause));
        }

        return 0;
    }

    /// <summary>What one snapshot shows.</summary>
    /// <param name="tables">In a transaction of one moment.</param>
    /// <param name="chains">The accounts as earlier snapshots left them.</param>
    public static async Task<IReadOnlyList<string>> TakeAsync(Tables tables, Chains chains)
    {
        var postings = await tables.PostingsAsync(chains.Known);
        return [.. await Books.CheckAsync(tables), .. chains.Follow(postings)];
    }

    private static async Task<IReadOnlyList<string>?> TryAsync(string postgres, Chains chains)
    {
        try
        {
            await using var connection = new NpgsqlConnection(postgres + ";Pooling=false;Timeout=3");
            await connection.OpenAsync();
            await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            return await TakeAsync(new Tables(connection), chains);
        }
        catch (NpgsqlException)
        {
            return null; // PostgreSQL is down just now.
        }
    }
}
