using System.Globalization;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>A file system in a file, for PostgreSQL alone, that can be filled to its last block. Needs root and loop devices.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private const string Size = "6G";
    private readonly string _place;

    private SmallDisk(string place) => _place = place;

    private string Filler => Path.Combine(_place, "filler");

    /// <summary>Makes it where PostgreSQL will keep its files; <see langword="null"/> where that is not permitted.</summary>
    public static async Task<SmallDisk?> TryMakeAsync(string folder)
    {
        var (image, place) = (Path.Combine(folder, "disk.img"), Path.Combine(folder, "postgres"));
        Directory.CreateDirectory(place);
        foreach (var (program, arguments) in new (string, string[])[]
        {
            ("truncate", ["-s", Size, image]),
            ("mkfs.ext4", ["-q", "-F", "-m", "0", image]),
            ("mount", ["-o", "loop", image, place]),
        })
        {
            try
            {
                if ((await Commands.TryAsync(program, arguments)).Code != 0)
                {
                    return null;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null; // There is no such program.
            }
        }

        return new SmallDisk(place);
    }

    /// <summary>Takes all that is left.</summary>
    public async Task FillAsync()
    {
        // Other files grow meanwhile: in ever smaller pieces, until not even a block is left.
        for (var piece = new DriveInfo(_place).AvailableFreeSpace; piece >= 4_096; piece = Math.Min(piece / 2, new DriveInfo(_place).AvailableFreeSpace))
        {
            await Commands.TryAsync(
                "fallocate", "-o", Length(), "-l", piece.ToString(CultureInfo.InvariantCulture), Filler);
        }
    }

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filler);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Commands.TryAsync("umount", "-l", _place);

    private string Length() => (File.Exists(Filler) ? new FileInfo(Filler).Length : 0).ToString(CultureInfo.InvariantCulture);
}
