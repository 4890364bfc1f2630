using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.CodeImports.Files;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>
/// The memory that reading takes: a process of its own, which does nothing else, reads files that this one made. In full
/// (<c>tools/hostile/run files</c>) they are 20,000, and every hostile workbook. What counts is what full collections leave
/// alive: how much more a process has at a time is the collector's choice, which differs from machine to machine.
/// </summary>
public sealed class ReadingAlone(ITestOutputHelper output) : IDisposable
{
    private const long MostWhileReading = 8_000_000; // Whatever the file's length: rows are on disk.
    private const long MostWhileTaking = 64_000_000; // A run of codes is sorted in memory: 32 MB and their places.
    private const long RowsOfTheLongest = 1_000_000;
    private const long HeapLimit = 256 * 1024 * 1024; // What one file wants at once ends the process beyond this.
    private const int RowsBetweenSamples = 50_000;
    private const string Finished = "finished";

    private static readonly int Files =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_FILES") ?? "600", CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_SEED") ?? $"{Environment.TickCount}", CultureInfo.InvariantCulture);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-hostile-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The process that reads every file of a folder, as an import does, and says how much it held.</summary>
    public static int Main(string[] arguments)
    {
        var (read, refused, rows, reading, taking) = (0, 0, 0L, new MostMemory(), new MostMemory());
        foreach (var path in Directory.EnumerateFiles(arguments[0]))
        {
            using var file = File.OpenRead(path);
            var found = Rows(file, Path.GetFileName(path), reading, taking);
            (read, refused, rows) = found is null ? (read, refused + 1, rows) : (read + 1, refused, rows + found.Value);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{Finished} {read} {refused} {rows} {reading.Bytes} {taking.Bytes}"));
        return 0;
    }

    [Fact]
    public async Task Holds_no_more_for_a_longer_file()
    {
        output.WriteLine($"seed {Seed}");
        await WriteAsync();
        var clock = Stopwatch.StartNew();
        var said = (await ReadAsync()).Split(' ');
        var counts = said.Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        output.WriteLine(
            $"{counts[0]} read, {counts[1]} refused, {counts[2]} rows in {clock.Elapsed.TotalSeconds:N1} s; at most "
            + $"{counts[3] / 1e6:N1} MB while reading and {counts[4] / 1e6:N1} MB while taking");
        Assert.Equal(Finished, said[0]);
        Assert.Equal(_folder.GetFiles().Length, counts[0] + counts[1]);
        Assert.True(counts[2] >= RowsOfTheLongest, $"{counts[2]} rows"); // The longest file was read to its end.
        Assert.InRange(counts[3], 1, MostWhileReading);
        Assert.InRange(counts[4], 1, MostWhileTaking);
    }

    private async Task WriteAsync()
    {
        for (var number = 0; number < Files; number++)
        {
            var file = AGeneratedFile.Of(Seed, number);
            await File.WriteAllBytesAsync(Named($"{number:D6}-{file.Name}"), file.Bytes);
        }

        foreach (var (name, file) in AHostileWorkbook.Each())
        {
            await using var target = File.Create(Named($"{name}.xlsx"));
            file.WriteTo(target);
        }
    }

    private string Named(FormattableString name) => Path.Combine(_folder.FullName, FormattableString.Invariant(name));

    private async Task<string> ReadAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReadingAlone).Assembly.Location, _folder.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit.ToString("X", CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await errors);
        return (await said).Trim();
    }

    private static long? Rows(Stream file, string name, MostMemory reading, MostMemory taking)
    {
        if (CodeFile.Open(file, name, new()) is not ReadableCodeFile(var reader))
        {
            return null;
        }

        using (reader)
        {
            using var rows = new ReadRows();
            for (var read = 1; reader.Read() is { } row; read++)
            {
                rows.Add(row);
                if (read % RowsBetweenSamples == 0)
                {
                    reading.Sample();
                }
            }

            reading.Sample();
            if (reader.Refusal is not null)
            {
                return null;
            }

            reader.Dispose();
            var taken = 0L;
            while (rows.Take(10_000) is { Rows: > 0 } slice)
            {
                taken += slice.Rows;
                if (taken % RowsBetweenSamples == 0)
                {
                    taking.Sample();
                }
            }

            Assert.Equal(reader.RowsRead, taken);
            return taken;
        }
    }

    /// <summary>The most that was alive at any of the moments that were looked at.</summary>
    private sealed class MostMemory
    {
        public long Bytes { get; private set; }

        public void Sample() => Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true));
    }
}
