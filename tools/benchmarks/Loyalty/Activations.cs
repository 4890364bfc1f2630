using System.Globalization;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.ProductCodes;

namespace OrleansLoyalty.Benchmarks;

/// <summary>What grains take of the managed heap once they have answered, in a process of ours alone.</summary>
internal static class Activations
{
    private const int Sampled = 100_000;

    /// <returns>Bytes an activation of a code and of an account.</returns>
    internal static async Task<(double Code, double Account)> MeasureAsync(Settings settings, TokenFile tokens, string database)
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["Access:DevelopmentSignIn"] = "true";
        builder.Configuration["Access:DevelopmentKeyFile"] = tokens.Key;
        await using var app = LoyaltyHost.Build(builder, new LoyaltyOptions { Postgres = database, Data = Path.GetFullPath(settings.Work) });
        await LoyaltyHost.PrepareDatabaseAsync(app);
        await app.StartAsync();
        var grains = app.Services.GetRequiredService<IGrainFactory>();

        // Void codes: their grains know how they ended, and nothing is written.
        var member = new MemberId(Seed.MemberName(1));
        var code = await BytesAsync(settings.Codes / 2, number => grains
            .GetGrain<IProductCodeGrain>((number * 2).ToString("D12", CultureInfo.InvariantCulture))
            .Claim(new ClaimProductCode(member)));
        var account = await BytesAsync(settings.Members - 1, number =>
            grains.GetGrain<IMemberAccountGrain>(Seed.MemberName(number + 1)).View());
        await app.StopAsync();
        return (code, account);
    }

    private static async Task<double> BytesAsync(int most, Func<int, Task> call)
    {
        await CallAsync(1, most / 100, call); // Pools and caches grow with the first calls.
        var sampled = Math.Min(Sampled, most - (most / 100));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await CallAsync((most / 100) + 1, sampled, call);
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)sampled;
    }

    private static Task CallAsync(int first, int count, Func<int, Task> call) => Parallel.ForEachAsync(
        Enumerable.Range(first, count),
        new ParallelOptions { MaxDegreeOfParallelism = 64 },
        async (number, _) => await call(number));
}
