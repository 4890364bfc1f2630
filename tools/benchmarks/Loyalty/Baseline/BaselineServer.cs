using System.Globalization;
using System.Text.Json.Serialization;
using Npgsql;

namespace OrleansLoyalty.Benchmarks.Baseline;

/// <summary>A claim as the baseline is asked for it. It trusts the member's name: no token is read.</summary>
internal sealed record ClaimRequest(string Code, string Member);

/// <summary>A redemption as the baseline is asked for it.</summary>
internal sealed record RedeemRequest(string Item, string Member, string Request);

/// <summary>What either answers.</summary>
internal sealed record Answer(long Points, long Balance);

/// <summary>Serialisation without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClaimRequest))]
[JsonSerializable(typeof(RedeemRequest))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class BaselineJson : JsonSerializerContext;

/// <summary>
/// What one would write in a day without grains: a minimal API over Npgsql, pooled and prepared, one statement a claim or
/// redemption, JSON.
/// </summary>
internal static class BaselineServer
{
    /// <summary>Serves until killed. Arguments: port, connections in the pool, connection string.</summary>
    internal static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, BaselineJson.Default));
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(args[2])
        {
            MaxPoolSize = int.Parse(args[1], CultureInfo.InvariantCulture),
            MaxAutoPrepare = 10,
            AutoPrepareMinUsages = 1,
            NoResetOnClose = true,
        });

        var app = builder.Build();
        app.MapPost("/claim", (ClaimRequest claim) => RunAsync(database, Statements.Claim, claim.Code, claim.Member));
        app.MapPost("/redeem", (RedeemRequest redeem) =>
            RunAsync(database, Statements.Redeem, redeem.Item, redeem.Member, redeem.Request));
        await app.RunAsync($"http://127.0.0.1:{args[0]}");
        return 0;
    }

    private static async Task<IResult> RunAsync(NpgsqlDataSource database, string statement, params string[] parameters)
    {
        await using var command = database.CreateCommand(statement);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = parameter });
        }

        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync()
            ? Results.Ok(new Answer(reader.GetInt64(0), reader.GetInt64(1)))
            : Results.Conflict();
    }
}
