using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>The application and PostgreSQL are killed, without warning, in the middle of many claims.</summary>
public sealed class KillingEverything
{
    private const int Codes = 2_000;
    private const int AnsweredBeforeTheKill = 300;
    private const int InFlight = 16;

    [Fact]
    public async Task Loses_no_claim_that_was_answered()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            var answered = await ClaimUntilKilledAsync(data);
            Assert.InRange(answered.Count, AnsweredBeforeTheKill, Codes - 1);

            await using var again = await LoyaltyProcess.StartAsync(data);
            await AssertInPlaceAsync(again.Endpoint, answered);
            Assert.Equal(0, await again.StopAsync());

            var (code, output) = await LoyaltyProcess.EndOfAsync(["verify", "--data", data, .. LoyaltyProcess.Pair]);
            Assert.True(code == 0, output);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Claims code after code; returns the answers that arrived before everything was killed.</summary>
    private static async Task<ConcurrentDictionary<string, JsonElement>> ClaimUntilKilledAsync(string data)
    {
        await using var system = await LoyaltyProcess.StartAsync(data);
        var codes = Enumerable.Range(0, Codes).Select(n => $"KILL-{n.ToString("D5", CultureInfo.InvariantCulture)}").ToArray();
        using var admin = await LoyaltyClient.SignedInAsync(system.Endpoint, "13900000000", "ADMIN");
        await admin.ImportAsync(codes, pointsPerCode: 7);
        using var member = await LoyaltyClient.SignedInAsync(system.Endpoint, "13800000001", "MEMBER");

        var answered = new ConcurrentDictionary<string, JsonElement>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var claiming = Parallel.ForEachAsync(
            codes,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight },
            async (code, _) =>
            {
                answered[code] = (await member.AskAsync(LoyaltyClient.Claim, new { code }))
                    .GetProperty("claimProductCode").GetProperty("claim").Clone();
                if (answered.Count >= AnsweredBeforeTheKill)
                {
                    enough.TrySetResult();
                }
            });

        await await Task.WhenAny(enough.Task, claiming);
        await system.KillEverythingAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => claiming); // Those in flight got no answer.
        return answered;
    }

    private static async Task AssertInPlaceAsync(Uri endpoint, ConcurrentDictionary<string, JsonElement> answered)
    {
        using var member = await LoyaltyClient.SignedInAsync(endpoint, "13800000001", "MEMBER");
        foreach (var (code, claim) in answered)
        {
            // A claim made again answers with the first claim: the same points, at the same time. Had it been lost,
            // it would be made anew, at another time.
            var again = (await member.AskAsync(LoyaltyClient.Claim, new { code })).GetProperty("claimProductCode").GetProperty("claim");
            Assert.Equal(claim.GetProperty("points").GetInt64(), again.GetProperty("points").GetInt64());
            Assert.Equal(claim.GetProperty("claimedAt").GetString(), again.GetProperty("claimedAt").GetString());
        }

        var balance = (await member.AskAsync("{ me { balance } }")).GetProperty("me").GetProperty("balance").GetInt64();
        Assert.InRange(balance, 7 * answered.Count, 7 * (answered.Count + InFlight));
    }
}
