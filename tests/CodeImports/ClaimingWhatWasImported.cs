using System.Text;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

/// <summary>Imports and claims once had a rule each for what a code is, and disagreed.</summary>
public sealed class ClaimingWhatWasImported(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Theory]
    [InlineData("https://brand.example/q/URL-CODE-1?from=box", "URL-CODE-1")]
    [InlineData("https://brand.example/scan?code=URL-CODE-2", "\u200BURL-CODE-2 ")]
    [InlineData("URL-CODE-3", "HTTPS://brand.example/scan?C=URL-CODE-3#top")]
    [InlineData("𠮷祥-0001", "𠮷祥-0001")] // Beyond the basic plane: was imported, and then nobody's code at the claim.
    public async Task Works_with_what_was_printed_and_with_what_a_scanner_reads(string imported, string scanned)
    {
        using var admin = await cluster.AdminAsync();
        using var member = await cluster.MemberAsync("13800007001");
        var end = await admin.EndAsync(await admin.ImportAsync(Encoding.UTF8.GetBytes($"{imported}\n"), "codes.csv", imported));
        Assert.Equal((1, 1, 0, 0), end.Counts());

        foreach (var code in new[] { scanned, imported })
        {
            var answer = await member.FieldAsync(
                "mutation($code: String!) { claimProductCode(input: { code: $code }) { claim { points } errors { __typename } } }",
                new { code });
            Assert.True(answer["claim"] is not null, answer.ToJsonString());
        }
    }
}
