using System.Text;
using OrleansLoyalty.Tests.Operations;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class AKilledImport : IDisposable
{
    private const int Codes = 300_000;

    private readonly string _data = LoyaltyProcess.NewData();

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Finishes_after_the_next_start_with_each_code_in_once()
    {
        var id = await KilledInTheMiddleAsync();

        await using var system = await LoyaltyProcess.StartAsync(_data);
        using var admin = await SignedInAsync(system);
        var end = await admin.EndAsync(id);

        Assert.Equal("SUCCEEDED", (string?)end["status"]);
        Assert.Equal((Codes, Codes, 0, 0), end.Counts());
        Assert.Equal(Codes, (long)end["batch"]!["codes"]!);
        var again = await admin.EndAsync(await admin.ImportAsync(File(), "codes.csv", "killed again"));
        Assert.Equal((Codes, 0, Codes, 0), again.Counts());
    }

    private async Task<string> KilledInTheMiddleAsync()
    {
        await using var system = await LoyaltyProcess.StartAsync(_data);
        using var admin = await SignedInAsync(system);
        var id = await admin.ImportAsync(File(), "codes.csv", "killed");
        await foreach (var shown in admin.FollowAsync(
            "subscription($id: ID!) { codeImportProgress(id: $id) { status rowsRead } }", new { id }))
        {
            var import = shown["data"]!["codeImportProgress"]!;
            Assert.Equal("RUNNING", (string?)import["status"]);
            if ((long)import["rowsRead"]! > 0)
            {
                break;
            }
        }

        await system.KillEverythingAsync();
        return id;
    }

    private static byte[] File() =>
        Encoding.UTF8.GetBytes("code\n" + string.Concat(Enumerable.Range(0, Codes).Select(i => $"KILL{i:000000}\n")));

    private static async Task<GraphQLClient> SignedInAsync(LoyaltyProcess system)
    {
        var address = new Uri(system.Endpoint, "/");
        using var anonymous = new GraphQLClient(address, null);
        var answer = await anonymous.FieldAsync(
            "mutation { signIn(input: { phone: \"13900000000\", role: ADMIN }) { token } }");
        return new GraphQLClient(address, (string)answer["token"]!);
    }
}
