using System.Diagnostics;
using System.Globalization;
using OrleansLoyalty.CodeImports.Files;
using Xunit.Abstractions;

namespace OrleansLoyalty.Tests.Hostile;

/// <summary>
/// The memory that reading takes: a process of its own, which does nothing else, reads files that this one made. In full
/// (<c>tools/hostile/run files</c>) they are 20,000, and every hostile workbook.
/// </summary>
public sealed class ReadingAlone(ITestOutputHelper output) : IDisposable
{
    private const long MostBytes = 256_000_000;
    private const string Finished = "finished";

    private static readonly int Files =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_FILES") ?? "600", CultureInfo.InvariantCulture);

    private static readonly int Seed =
        int.Parse(Environment.GetEnvironmentVariable("LOYALTY_HOSTILE_SEED") ?? $"{Environment.TickCount}", CultureInfo.InvariantCulture);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("loyalty-hostile-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>The process that reads every file of a folder, as an import does, and says what it took.</summary>
    public static int Main(string[] arguments)
    {
        var (read, refused, rows) = (0, 0, 0L);
        foreach (var path in Directory.EnumerateFiles(arguments[0]))
        {
            using var file = File.OpenRead(path);
            var found = Rows(file, Path.GetFileName(path));
            (read, refused, rows) = found is null ? (read, refused + 1, rows) : (read + 1, refused, rows + found.Value);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Finished} {read} {refused} {rows}"));
        Console.WriteLine(File.ReadLines("/proc/self/status").Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)));
        return 0;
    }

    [Fact]
    public async Task Takes_less_than_256_megabytes()
    {
        output.WriteLine($"seed {Seed}");
        await WriteAsync();
        var clock = Stopwatch.StartNew();
        var said = await ReadAsync();
        var counts = said[0].Split(' ');
        var peak = long.Parse(said[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024;
        output.WriteLine($"{said[0]}, at most {peak / 1e6:N0} MB, {clock.Elapsed.TotalSeconds:N1} s");
        Assert.Equal(Finished, counts[0]);
        Assert.Equal(_folder.GetFiles().Length, int.Parse(counts[1], CultureInfo.InvariantCulture) + int.Parse(counts[2], CultureInfo.InvariantCulture));
        Assert.InRange(peak, 1, MostBytes);
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

    private async Task<string[]> ReadAsync()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReadingAlone).Assembly.Location, _folder.FullName])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_gcServer"] = "0";
        using var process = Process.Start(start)!;
        var (said, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await said + await errors);
        return (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static long? Rows(Stream file, string name)
    {
        if (CodeFile.Open(file, name, new()) is not ReadableCodeFile(var reader))
        {
            return null;
        }

        using (reader)
        {
            using var rows = new ReadRows();
            while (reader.Read() is { } row)
            {
                rows.Add(row);
            }

            if (reader.Refusal is not null)
            {
                return null;
            }

            reader.Dispose();
            var taken = 0L;
            while (rows.Take(10_000) is { Rows: > 0 } slice)
            {
                taken += slice.Rows;
            }

            Assert.Equal(reader.RowsRead, taken);
            return taken;
        }
    }
}
