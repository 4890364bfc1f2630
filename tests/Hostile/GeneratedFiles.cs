using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Tests.CodeImports;
using OrleansLoyalty.Tests.TestCluster;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>Files without number, from a seed. <c>tools/hostile/run files</c> tries 20,000; here it is fewer.</summary>
public sealed class GeneratedFiles(LoyaltyCluster cluster, ITestOutputHelper output) : IClassFixture<LoyaltyCluster>
{
    private static readonly int Files =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_FILES") ?? "600", CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_SEED") ?? $"{Environment.TickCount}", CultureInfo.InvariantCulture);

    [Fact]
    public void Are_read_to_the_last_row_or_refused_and_connect_nowhere()
    {
        output.WriteLine($"seed {Seed}");
        var (watch, clock, read, refused, rows) = (new OutboundConnections(), Stopwatch.StartNew(), 0, 0, 0L);
        for (var number = 0; number < Files; number++)
        {
            var file = AGeneratedFile.Of(Seed, number);
            var outcome = Outcome(file, number);
            Assert.True(file.Rows is null || outcome is { } && outcome == file.Rows, $"seed {Seed}, file {number}, {file.Kind}: {outcome} of {file.Rows} rows");
            (read, refused) = outcome is null ? (read, refused + 1) : (read + 1, refused);
            rows += outcome ?? 0;
            if (number % 1_000 == 999)
            {
                Console.WriteLine($"{number + 1:N0} of {Files:N0} files, {clock.Elapsed.TotalSeconds:N0} s, heap {GC.GetTotalMemory(false) >> 20} MB");
            }
        }

        output.WriteLine($"{read:N0} read, {refused:N0} refused, {rows:N0} rows, {clock.Elapsed.TotalSeconds:N1} s");
        Assert.Equal(0, watch.Seen);
        Assert.True(read > Files / 4 && refused > Files / 10, $"seed {Seed}: {read} read, {refused} refused");
    }

    [Fact]
    public async Task Are_imported_row_by_row_or_refused_with_a_sentence()
    {
        using var admin = await cluster.AdminAsync();
        var sums = (Rows: 0L, Accepted: 0L, Duplicates: 0L, Rejected: 0L, Refused: 0);
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < Files / 10; number++)
        {
            var file = AGeneratedFile.Of(Seed, number * 7);
            var answer = await admin.UploadAsync(file.Bytes, file.Name, $"{Seed}-{number}");
            var payload = answer["data"]?["importProductCodes"];
            Assert.True(payload is not null, $"seed {Seed}, file {number * 7}, {file.Kind}: {answer.ToJsonString()}");
            if ((string?)payload["import"]?["id"] is not { } id)
            {
                Assert.NotEmpty((string)payload["errors"]![0]!["message"]!);
                sums.Refused++;
                continue;
            }

            var end = await admin.EndAsync(id);
            var (rows, accepted, duplicates, rejected) = end.Counts();
            Assert.Equal(rows, accepted + duplicates + rejected);
            Assert.DoesNotContain("Something went wrong", (string?)end["problem"] ?? "", StringComparison.Ordinal);
            Assert.True(
                file.Rows is null || ((string?)end["status"] == "SUCCEEDED" && rows == file.Rows),
                $"seed {Seed}, file {number * 7}, {file.Kind}: {end.ToJsonString()} of {file.Rows} rows");
            sums = (sums.Rows + rows, sums.Accepted + accepted, sums.Duplicates + duplicates, sums.Rejected + rejected, sums.Refused);
        }

        Assert.Equal(sums.Accepted, await cluster.Database.ScalarAsync("select count(*) from product_codes"));
        Assert.Equal(sums.Rejected, await cluster.Database.ScalarAsync("select count(*) from import_rejections"));
        output.WriteLine($"seed {Seed}: {sums} of {Files / 10:N0} files in {clock.Elapsed.TotalSeconds:N1} s");
    }

    /// <summary>Rows that held something; null for a refusal.</summary>
    private static long? Outcome(AGeneratedFile file, int number)
    {
        try
        {
            if (CodeFile.Open(new MemoryStream(file.Bytes), file.Name, new()) is not ReadableCodeFile(var reader))
            {
                return null;
            }

            using (reader)
            {
                var (accepted, rejected) = (0L, 0L);
                while (reader.Read() is { } row)
                {
                    accepted += row is CodeRow ? 1 : 0;
                    rejected += row is RejectedRow ? 1 : 0;
                }

                Assert.Equal(reader.RowsRead, accepted + rejected);
                return reader.Refusal is null ? reader.RowsRead : null;
            }
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"seed {Seed}, file {number}, {file.Kind}", bug);
        }
    }
}
