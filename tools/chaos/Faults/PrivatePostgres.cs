using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>The PostgreSQL of a run, started by <c>tools/scripts/postgres.sh</c> as <c>./run</c> starts its own: durability as shipped.</summary>
public sealed class PrivatePostgres
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WithoutWriter = TimeSpan.FromMilliseconds(300);

    /// <summary>The repository.</summary>
    internal static readonly string Root = FindRoot();

    private readonly string _folder;

    private PrivatePostgres(string folder, string connectionString) => (_folder, ConnectionString) = (folder, connectionString);

    /// <summary>The run's database, as the owner of the schema.</summary>
    public string ConnectionString { get; private set; }

    /// <summary>Makes it in a folder and starts it.</summary>
    public static async Task<PrivatePostgres> StartAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        return new PrivatePostgres(folder, await ScriptAsync("postgres_start \"$0\" && postgres_database loyalty", folder));
    }

    /// <summary>An empty database in place of the last.</summary>
    public async Task RenewAsync(string name) =>
        ConnectionString = await ScriptAsync($"postgres_start \"$0\" && postgres_database {name}", _folder);

    /// <summary>
    /// Kills the server and everything it started, at once. The process that writes the log in the background has been
    /// stopped for a while by then: what nobody but it would have written is lost.
    /// </summary>
    public async Task KillAsync()
    {
        if (ServerId is not { } server)
        {
            return;
        }

        await Commands.SignalAsync("STOP", Commands.Children(server).Where(child => Commands.Title(child).Contains("walwriter", StringComparison.Ordinal)));
        await Task.Delay(WithoutWriter);
        var children = Commands.Children(server);
        Commands.Kill([server, .. children]);
        foreach (var process in children.Append(server))
        {
            await Commands.GoneAsync(process);
        }
    }

    /// <summary>Starts it again on the same data, as it was started before; returns when it takes connections.</summary>
    public async Task StartAgainAsync()
    {
        // Left behind by a kill: another program may have that process id by now.
        File.Delete(Path.Combine(Home, "data", "postmaster.pid"));
        File.Delete(Path.Combine(Home, "socket", ".s.PGSQL.5432.lock"));
        var program = (await File.ReadAllTextAsync(Path.Combine(Home, "data", "postmaster.opts"))).Split(' ')[0];
        await Commands.RunAsync(
            "bash",
            "-c",
            """
            cd /
            as=()
            user=$(stat -c %U "$1")
            [ "$(id -un)" = "$user" ] || as=(runuser -u "$user" --)
            setsid "${as[@]}" env -i "PATH=$PATH" LC_ALL=C "$0" -D "$1/data" >>"$1/postgres.log" 2>&1 </dev/null &
            """,
            program,
            Home);
        var since = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            if (since.Elapsed > Patience)
            {
                throw new InvalidOperationException($"PostgreSQL does not start again; its log is {Home}/postgres.log.");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Shuts it down.</summary>
    public async Task StopAsync()
    {
        if (ServerId is { } server)
        {
            await Commands.SignalAsync("INT", server);
            await Commands.GoneAsync(server);
        }
    }

    /// <summary>Whether it answers.</summary>
    public async Task<bool> AnswersAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=3");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private string Home
    {
        get
        {
            var elsewhere = Path.Combine(_folder, "postgres.location");
            return File.Exists(elsewhere) ? File.ReadAllText(elsewhere).Trim() : Path.Combine(_folder, "postgres");
        }
    }

    private int? ServerId
    {
        get
        {
            var file = Path.Combine(Home, "data", "postmaster.pid");
            return File.Exists(file) ? int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture) : null;
        }
    }

    private static async Task<string> ScriptAsync(string command, string folder) => (await Commands.RunAsync(
        "bash", "-c", $"set -euo pipefail; cd '{Root}'; . tools/scripts/say.sh; . tools/scripts/postgres.sh; {{ {command}; }} 2>>\"$0/script.log\"", folder)).Trim();


    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "OrleansLoyalty.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No OrleansLoyalty.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
