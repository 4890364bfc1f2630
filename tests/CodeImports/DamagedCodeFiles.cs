using OrleansLoyalty.CodeImports.Files;
using Xunit.Abstractions;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class DamagedCodeFiles(ITestOutputHelper output)
{
    private const int Files = 2_000;

    [Fact]
    public void Are_read_or_refused_but_never_throw()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (read, refused) = (0, 0);

        for (var i = 0; i < Files; i++)
        {
            var (bytes, rows) = i % 2 == 0 ? AWorkbook(random) : ATextFile(random);
            var isDamaged = random.Next(4) > 0;
            var file = new MemoryStream(isDamaged ? Damage(bytes, random) : bytes);

            var outcome = Outcome(file, i % 2 == 0 ? "codes.xlsx" : "codes.csv");

            Assert.True(isDamaged || outcome == rows, $"seed {seed}, file {i}: {outcome} of {rows} rows");
            (read, refused) = outcome is null ? (read, refused + 1) : (read + 1, refused);
        }

        Assert.True(read > 100 && refused > 100, $"seed {seed}: {read} read, {refused} refused");
    }

    /// <summary>Rows read and skipped, or null for a refusal.</summary>
    private static long? Outcome(MemoryStream file, string name)
    {
        if (CodeFile.Open(file, name, new()) is not ReadableCodeFile(var reader))
        {
            return null;
        }

        using (reader)
        {
            var (accepted, rejected) = (0, 0);
            while (reader.Read() is { } row)
            {
                accepted += row is CodeRow ? 1 : 0;
                rejected += row is RejectedRow ? 1 : 0;
            }

            Assert.Equal(reader.RowsRead, accepted + rejected);
            return reader.Refusal is null ? reader.RowsRead + reader.RowsSkipped : null;
        }
    }

    private static (byte[] File, int Rows) AWorkbook(Random random)
    {
        var rows = Values(random).Select(value => random.Next(4) switch
        {
            _ when value.Length == 0 => (string[])[],
            0 => [Number(random.NextInt64(1, 1L << 60).ToString(System.Globalization.CultureInfo.InvariantCulture))],
            1 => [Formula("AAAA1"), Text(value)],
            _ => [Text(value)],
        }).ToArray();
        return (Xlsx(rows).ToArray(), rows.Length);
    }

    private static (byte[] File, int Rows) ATextFile(Random random)
    {
        var rows = Values(random);
        return (Csv(string.Concat(rows.Select(row => $"{row}\r\n"))).ToArray(), rows.Length);
    }

    private static string[] Values(Random random)
    {
        string[] some = ["", "AAAA", "礼品A1", "https://x.cn/ABC1", "code", "no", "with space", "\"q,q\"", "0001234"];
        return [.. random.GetItems(some, random.Next(1, 40)), "AAAA9"];
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.AsSpan(0, random.Next(2) == 0 ? random.Next(bytes.Length) : bytes.Length).ToArray();
        for (var i = random.Next(1, 6); i > 0 && damaged.Length > 0; i--)
        {
            damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
        }

        return damaged;
    }
}
