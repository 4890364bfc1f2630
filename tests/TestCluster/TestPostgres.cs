using System.Diagnostics;

namespace OrleansLoyalty.Tests.TestCluster;

/// <summary>
/// The PostgreSQL server that tests make their databases on: the one that <c>LOYALTY_TEST_POSTGRES</c> names, else one
/// that the first test starts and that ends with this process.
/// </summary>
internal static class TestPostgres
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5); // PostgreSQL may have to be installed.
    private static readonly Lazy<Task<string>> Own = new(StartAsync);
    private static Process? _script; // Its standard input must not be collected, and closed, before the tests end.

    /// <summary>How to connect to it as a superuser, in Npgsql's form.</summary>
    public static Task<string> ServerAsync() =>
        Environment.GetEnvironmentVariable("LOYALTY_TEST_POSTGRES") is { Length: > 0 } given
            ? Task.FromResult(given)
            : Own.Value;

    private static async Task<string> StartAsync()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "OrleansLoyalty.sln")))
        {
            root = root.Parent ?? throw new InvalidOperationException($"No OrleansLoyalty.sln above {AppContext.BaseDirectory}.");
        }

        // It stops when its standard input ends, which happens with this process, killed or not.
        _script = Process.Start(new ProcessStartInfo("bash", [Path.Combine(root.FullName, "tools/scripts/test-postgres.sh")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        return await _script.StandardOutput.ReadLineAsync().WaitAsync(Patience)
            ?? throw new InvalidOperationException("PostgreSQL did not start; what it printed stands above.");
    }
}
