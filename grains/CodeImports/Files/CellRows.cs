namespace OrleansLoyalty.CodeImports.Files;

/// <summary>What stands in a cell, and why that cannot be a code where the file's format already tells.</summary>
internal readonly record struct Cell(string Text, RejectReason? Spoilt = null);

/// <summary>The rows of a table, forward only, empty ones included.</summary>
internal abstract class CellRows : IDisposable
{
    /// <summary>The number of the current row, from 1.</summary>
    public long RowNumber { get; protected set; }

    /// <summary>How many cells the current row has.</summary>
    public abstract int Width { get; }

    /// <summary>Moves to the next row.</summary>
    /// <exception cref="CodeFileRefusedException">The rest of the file cannot be read.</exception>
    public abstract bool Read();

    /// <summary>A cell of the current row, by its place from 0.</summary>
    public abstract Cell Cell(int column);

    /// <inheritdoc/>
    public abstract void Dispose();
}
