using System.Collections.Concurrent;

namespace OrleansLoyalty.Tests.Operations;

/// <summary>The application and PostgreSQL are killed, without warning, in the middle of many claims.</summary>
public sealed class KillingEverything
{
    private const string Phone = "13800000021";
    private const int AnsweredBeforeTheKill = 300;
    private const int InFlight = 16;
    private const int PointsPerCode = 10;

    [Fact]
    public async Task Loses_no_claim_that_was_answered()
    {
        var data = LoyaltyProcess.NewData();
        try
        {
            var answered = await ClaimUntilKilledAsync(data);

            await using var again = await LoyaltyProcess.StartAsync(data);
            await AssertInPlaceAsync(again.Endpoint, answered);
            Assert.Equal(0, await again.StopAsync());

            var (code, output) = await LoyaltyProcess.EndOfAsync(["verify", "--data", data, .. LoyaltyProcess.Framework]);
            Assert.True(code == 0, output);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    /// <summary>Claims code after code; returns the answers that arrived before everything was killed.</summary>
    private static async Task<ConcurrentDictionary<string, string>> ClaimUntilKilledAsync(string data)
    {
        await using var system = await LoyaltyProcess.StartAsync(data, "--demo");
        var codes = await Claiming.ActiveCodesAsync(system.Endpoint);
        using var member = await Claiming.SignedInAsync(system.Endpoint, Phone, "MEMBER");

        var answered = new ConcurrentDictionary<string, string>();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var claiming = Parallel.ForEachAsync(
            codes,
            new ParallelOptions { MaxDegreeOfParallelism = InFlight },
            async (code, _) =>
            {
                answered[code] = (await member.ClaimAsync(code)).ToJsonString();
                if (answered.Count >= AnsweredBeforeTheKill)
                {
                    enough.TrySetResult();
                }
            });

        await await Task.WhenAny(enough.Task, claiming);
        await system.KillEverythingAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => claiming); // Those in flight got no answer.
        Assert.InRange(answered.Count, AnsweredBeforeTheKill, codes.Count - 1);
        return answered;
    }

    private static async Task AssertInPlaceAsync(Uri endpoint, ConcurrentDictionary<string, string> answered)
    {
        using var member = await Claiming.SignedInAsync(endpoint, Phone, "MEMBER");
        Assert.InRange(
            await member.BalanceAsync(), PointsPerCode * answered.Count, PointsPerCode * (answered.Count + InFlight));

        // A claim made again answers with the first claim, letter for letter: its time and the balance it left. Had it
        // been lost, it would be made anew, at another time.
        foreach (var (code, claim) in answered)
        {
            Assert.Equal(claim, (await member.ClaimAsync(code)).ToJsonString());
        }
    }
}
