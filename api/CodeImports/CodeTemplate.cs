namespace OrleansLoyalty.Api.CodeImports;

/// <summary>The workbook that an admin fills with codes.</summary>
public static class CodeTemplate
{
    /// <summary>What the file is called when it is downloaded.</summary>
    public const string FileName = "product-codes.xlsx";

    /// <summary>Writes it. The first sheet has the header alone: an example row would be imported.</summary>
    public static void Write(Stream target)
    {
        using var workbook = new SheetWriter(target);
        workbook.BeginSheet("商品编码 codes", 40);
        workbook.Row("商品编码 (code)");

        workbook.BeginSheet("说明 help", 60, 60);
        workbook.Row("说明", "How to fill it in");
        workbook.Row("每行一个商品编码，填在第一个工作表的第一列。", "One code a row, in the first column of the first sheet.");
        workbook.Row("列格式请保持为“文本”，否则前导零和超过15位的数字会丢失。",
            "Keep the column as text, or Excel drops leading zeros and digits beyond 15.");
        workbook.Row("编码长度4至128个字符，不能含空格。", "A code has 4 to 128 characters and no spaces.");
        workbook.Row("也可以填二维码网址：依次取参数 code、参数 c、路径最后一段作为编码。",
            "A URL will do: the code is its parameter code, else c, else the last part of its path.");
        workbook.Row("示例：6901234567890", "Example: 6901234567890");
        workbook.Row("示例：https://example.com/q/AB12CD34", "Example: https://example.com/q/AB12CD34 (code: AB12CD34)");
        workbook.Row("重复的编码只导入一次；空行会被忽略。", "A repeated code is imported once; empty rows are passed over.");
        workbook.Complete();
    }
}
