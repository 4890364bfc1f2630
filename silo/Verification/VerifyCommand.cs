using OrleansLoyalty.Storage;
using OrleansLoyalty.Storage.Verification;

namespace OrleansLoyalty.Verification;

/// <summary><c>verify</c>: recomputes the books and says what disagrees.</summary>
internal static class VerifyCommand
{
    /// <returns>The process's exit code: 0 when everything agrees.</returns>
    internal static async Task<int> RunAsync(LoyaltyOptions options, TextWriter output)
    {
        await using var database = new Database(options.Postgres);
        var progress = new Progress<long>(postings => output.WriteLine($"{postings:N0} postings read…"));
        var report = await new Verifier(database).RunAsync(progress);
        foreach (var problem in report.Problems)
        {
            await output.WriteLineAsync(problem);
        }

        await output.WriteLineAsync(
            report.Problems.Count == 0
                ? $"Everything agrees: {report.Postings:N0} postings of {report.Members:N0} members, claims, redemptions and stock."
                : $"{report.Problems.Count:N0} disagreements in {report.Postings:N0} postings of {report.Members:N0} members.");
        return report.Problems.Count == 0 ? 0 : 1;
    }
}
