using System.Net;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>PostgreSQL is shut down under the running application, and comes back some time later.</summary>
public sealed class LosingTheDatabase
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Is_answered_with_503_until_it_is_back()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            await using var system = await LoyaltyProcess.StartAsync(data, "--demo");
            var codes = await Claiming.ActiveCodesAsync(system.Endpoint);
            using var member = await Claiming.SignedInAsync(system.Endpoint, "13800000021", "MEMBER");
            await member.ClaimAsync(codes[0]);

            await system.StopDatabaseAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await member.StatusOfClaimAsync(codes[1]));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(system, "health/ready"));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(system, "health/live"));

            await system.StartDatabaseAsync();
            await RepeatUntilOkAsync(() => StatusAsync(system, "health/ready"));
            await RepeatUntilOkAsync(() => member.StatusOfClaimAsync(codes[1]));
            Assert.Equal(20, await member.BalanceAsync());
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(LoyaltyProcess system, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(system.Endpoint, path));
        return response.StatusCode;
    }

    /// <summary>Asks again as load balancers and clients do: from outside there is no event to wait for.</summary>
    private static async Task RepeatUntilOkAsync(Func<Task<HttpStatusCode>> ask)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await ask() is var status && status != HttpStatusCode.OK)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            await beat.WaitForNextTickAsync(patience.Token);
        }
    }
}
