using System.Diagnostics;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.Api.CodeImports;

/// <summary>The rows that an import rejected, for the person who mends them.</summary>
public static class RejectedRowsWorkbook
{
    // What a sheet holds, less its header.
    private const int SheetRows = 1_048_575;

    /// <summary>Writes them as they come; more than a sheet holds go on in the next.</summary>
    public static async Task WriteAsync(
        IAsyncEnumerable<ImportRejection> rejections, Stream target, CancellationToken cancellation)
    {
        using var workbook = new SheetWriter(target);
        var (rows, sheets) = (0, 1);
        Begin(workbook, sheets);
        await foreach (var (rowNumber, value, reason) in rejections.WithCancellation(cancellation))
        {
            if (rows++ == SheetRows)
            {
                rows = 1;
                Begin(workbook, ++sheets);
            }

            var (chinese, english) = Words(reason);
            workbook.Row(rowNumber, SheetText.Neutral(value), chinese, english);
        }

        workbook.Complete();
    }

    private static void Begin(SheetWriter workbook, int sheet)
    {
        workbook.BeginSheet(sheet == 1 ? "rejected" : $"rejected {sheet}", 10, 50, 40, 60);
        workbook.Row("行号 row", "内容 value", "原因", "reason");
    }

    private static (string Chinese, string English) Words(RejectReason reason) => reason switch
    {
        RejectReason.Missing => ("编码为空", "The code is missing."),
        RejectReason.TooShort => ("编码少于4个字符", "The code is shorter than 4 characters."),
        RejectReason.TooLong => ("编码超过128个字符", "The code is longer than 128 characters."),
        RejectReason.InnerWhiteSpace => ("编码中间有空格", "There is white space inside the code."),
        RejectReason.ForbiddenCharacter => ("编码含有控制字符或不可见字符", "There is a control or invisible character in the code."),
        RejectReason.NoCodeInUrl => ("网址中没有编码", "The URL holds no code."),
        RejectReason.DigitsLost => (
            "数字超过15位，Excel 已四舍五入，请将该列设为文本",
            "The number has more than 15 digits, so Excel has rounded it: make the column text."),
        RejectReason.NotWhole => ("不是正整数", "The number is negative or a fraction."),
        RejectReason.NotText => ("是日期或逻辑值，不是编码", "It is a date or a truth value, not a code."),
        _ => throw new UnreachableException($"Reason {reason} has no words."),
    };
}
