using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.CodeImports.Files;

/// <summary>
/// The rows of a file that was read to its end, on this machine's disk until they are taken: first the rejected ones,
/// then the codes, sorted. Codes in order cost the database a third of what they cost as they come: neighbours go into
/// the same pages of its indexes.
/// </summary>
/// <remarks>
/// First every row is added, then slices are taken. The order depends on the file alone, so that an interrupted import
/// goes on where it stopped.
/// </remarks>
public sealed class ReadRows : IDisposable
{
    private readonly RowSpool _rejected = new();
    private readonly RowSpool _codes = new();
    private CodeRun? _run;
    private bool _isTaken;

    /// <summary>Keeps a row.</summary>
    public void Add(CodeFileRow row)
    {
        switch (row)
        {
            case CodeRow(_, var code):
                _codes.Add(0, 0, code);
                break;
            case RejectedRow(var number, var value, var reason):
                _rejected.Add(number, (byte)reason, value);
                break;
            default:
                throw new System.Diagnostics.UnreachableException($"{row.GetType().Name} is no row of a file.");
        }
    }

    /// <summary>Passes over rows that were taken in an earlier run.</summary>
    public void Skip(long rows)
    {
        while (rows > 0 && Take((int)Math.Min(rows, 10_000)) is { Rows: > 0 } slice)
        {
            rows -= slice.Rows;
        }
    }

    /// <summary>The next so many rows, fewer at the end and none behind it.</summary>
    public ImportSlice Take(int rows)
    {
        if (!_isTaken)
        {
            _isTaken = true;
            _rejected.Rewind();
            _codes.Rewind();
        }

        List<ImportRejection> rejections = [];
        while (rejections.Count < rows && _rejected.Read() is var (number, reason, value))
        {
            rejections.Add(new(number, value, (RejectReason)reason));
        }

        List<string> codes = [];
        while (codes.Count + rejections.Count < rows && NextRun() is { } run)
        {
            run.Take(codes, rows - rejections.Count);
        }

        return new(codes, rejections);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _rejected.Dispose();
        _codes.Dispose();
    }

    private CodeRun? NextRun()
    {
        if (_run is not { IsAtEnd: false })
        {
            _run = null; // Before the next one is loaded, so that memory never holds two.
            _run = CodeRun.Load(_codes);
        }

        return _run;
    }
}
