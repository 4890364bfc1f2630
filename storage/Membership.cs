using Npgsql;
using OrleansLoyalty.Journal;

namespace OrleansLoyalty.Storage;

/// <summary>
/// One of several processes that work on one database. Its sessions carry its name, so that they can be ended when the
/// others vote it out, and none is opened after that.
/// </summary>
/// <param name="process">What the process calls itself; no other one, before or after, is called the same.</param>
/// <param name="check">The statement that fails with <see cref="VotedOut"/> once the process is out; <c>$1</c> is its name.</param>
public sealed class Membership(string process, string check)
{
    /// <summary>The error by which the database says that this process no longer counts (SQLSTATE).</summary>
    public const string VotedOut = "LY001";

    /// <summary>The name in every session of this process.</summary>
    public string Process => process;

    internal void Require(NpgsqlConnection connection)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    internal async Task RequireAsync(NpgsqlConnection connection)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks whether this process still counts.</summary>
    /// <returns>Whether it does.</returns>
    /// <exception cref="StorageUnavailableException">The database did not say.</exception>
    public async Task<bool> AskAsync(Database database, CancellationToken cancellation)
    {
        try
        {
            await using var command = database.Application.CreateCommand(check);
            command.Parameters.Add(Name());
            await command.ExecuteNonQueryAsync(cancellation);
            return true;
        }
        catch (PostgresException refused) when (refused.SqlState == VotedOut)
        {
            return false;
        }
        catch (NpgsqlException fault)
        {
            throw database.Application.Unavailable("PostgreSQL did not say whether this process counts.", fault);
        }
    }

    private NpgsqlCommand Command(NpgsqlConnection connection) => new(check, connection) { Parameters = { Name() } };

    private NpgsqlParameter<string> Name() => new() { TypedValue = process };
}
