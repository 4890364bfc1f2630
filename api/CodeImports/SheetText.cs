namespace OrleansLoyalty.Api.CodeImports;

/// <summary>Texts of others in files that are opened with a spreadsheet.</summary>
internal static class SheetText
{
    /// <summary>
    /// A value that a spreadsheet could take for a formula gets an apostrophe in front. In a workbook it is text anyway;
    /// the apostrophe is for when that is saved as .csv and opened again. The wide signs are formulas in East Asia.
    /// </summary>
    internal static string Neutral(string value) =>
        value.Length > 0 && "=+-@\t\r\n|＝＋－＠".Contains(value[0], StringComparison.Ordinal) ? $"'{value}" : value;
}
