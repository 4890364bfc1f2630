namespace OrleansLoyalty.CodeImports.Files;

/// <summary>Turns what parsers throw at a broken file into a refusal; faults of disk and memory pass through.</summary>
internal static class UnreadableFiles
{
    public static readonly UnreadableFile Broken =
        new("The file is damaged or incomplete: open it in Excel, save it again and retry.");

    public static readonly UnreadableFile LongCell = new("A cell of the workbook is longer than Excel allows.");

    /// <summary>Runs a step of reading; gives the refusal that ended it, if one did.</summary>
    public static CodeFileRefusal? Guard<T>(Func<T> step, out T? result)
    {
        result = default;
        try
        {
            result = step();
            return null;
        }
        catch (CodeFileRefusedException refused)
        {
            return refused.Refusal;
        }
        catch (EndOfStreamException)
        {
            return Broken;
        }
        catch (Exception exception) when (exception is not (IOException or OutOfMemoryException or ObjectDisposedException))
        {
            // Parsers of foreign files name no complete set of exceptions; the file is all that can cause them here.
            return Broken;
        }
    }
}
