using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace OrleansLoyalty.Tests.CodeImports;

/// <summary>Written by Microsoft's SDK, which names elements and places parts otherwise than Excel does.</summary>
public sealed class AWorkbookOfAnotherProgram
{
    [Fact]
    public void Is_read_as_well()
    {
        using var file = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            var texts = workbook.AddNewPart<SharedStringTablePart>();
            var rich = new SharedStringItem(new Run(new Text("RI")), new Run(new Text("CH1")));
            texts.SharedStringTable = new(Item("编码"), Item("SHARED1"), rich);
            var empty = workbook.AddNewPart<WorksheetPart>();
            empty.Worksheet = new(new SheetData());
            var sheet = workbook.AddNewPart<WorksheetPart>();
            sheet.Worksheet = new(new SheetData(
                Row(Shared(0)),
                Row(Shared(1)),
                Row(Shared(2)),
                Row(Inline("INLINE1")),
                Row(new Cell { CellValue = new("12345") })));
            workbook.Workbook = new(new Sheets(
                new Sheet { Name = "empty", SheetId = 1, Id = workbook.GetIdOfPart(empty) },
                new Sheet { Name = "codes", SheetId = 2, Id = workbook.GetIdOfPart(sheet) }));
        }

        Assert.Equal(["SHARED1", "RICH1", "INLINE1", "12345"], ACodeFile.Codes(file, "codes.xlsx"));
    }

    private static SharedStringItem Item(string text) => new(new Text(text));

    private static Row Row(Cell cell) => new(cell);

    private static Cell Shared(int index) => new()
    {
        DataType = CellValues.SharedString,
        CellValue = new(index.ToString(System.Globalization.CultureInfo.InvariantCulture)),
    };

    private static Cell Inline(string text) => new()
    {
        DataType = CellValues.InlineString,
        InlineString = new InlineString(new Text(text)),
    };
}
