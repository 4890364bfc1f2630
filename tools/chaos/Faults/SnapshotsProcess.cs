using System.Diagnostics;

namespace OrleansLoyalty.Chaos.Faults;

/// <summary>The process that takes snapshots; what it says is kept for the checker.</summary>
public sealed class SnapshotsProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _file;
    private readonly Task<string> _said;

    /// <summary>Starts it.</summary>
    public SnapshotsProcess(string postgres, string work)
    {
        _file = Path.Combine(work, "snapshots.txt");
        _process = Process.Start(new ProcessStartInfo("dotnet", [RecorderProcess.Self, "watch", "--postgres", postgres])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        _said = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Lets it end and keeps what it said.</summary>
    public async Task EndAsync()
    {
        _process.StandardInput.Close();
        await File.WriteAllTextAsync(_file, await _said);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
