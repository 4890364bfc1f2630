using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class DownloadedWorkbooks
{
    [Fact]
    public void The_template_as_downloaded_has_no_codes()
    {
        using var file = new MemoryStream();
        CodeTemplate.Write(file);

        Assert.Equal(new UnreadableFile("The file has no codes."), ACodeFile.Refusal(file, "codes.xlsx"));
        using var document = SpreadsheetDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
    }

    [Fact]
    public async Task Rejected_rows_keep_number_value_and_reason()
    {
        var rows = await Rejected(new(7, "AB", RejectReason.TooShort), new(12, "", RejectReason.Missing));

        Assert.Equal("行号 row|内容 value|原因|reason", rows[0]);
        Assert.Equal("7|AB|编码少于4个字符|The code is shorter than 4 characters.", rows[1]);
        Assert.Equal("12||编码为空|The code is missing.", rows[2]);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    public async Task Rejected_values_are_never_formulas(string value)
    {
        var rows = await Rejected(new ImportRejection(2, value, RejectReason.TooShort));

        Assert.StartsWith($"2|'{value}|", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_has_words_in_both_languages()
    {
        var reasons = Enum.GetValues<RejectReason>();

        var rows = await Rejected([.. reasons.Select((reason, i) => new ImportRejection(i + 2, "x", reason))]);

        Assert.Equal(reasons.Length, rows.Skip(1).Select(row => row.Split('|')[3]).Distinct().Count());
    }

    [Fact]
    public async Task Rejected_rows_stream_through_a_stream_that_only_writes()
    {
        using var counted = new WriteOnly();

        await RejectedRowsWorkbook.WriteAsync(Many(50_000), counted, CancellationToken.None);

        Assert.InRange(counted.Written, 200_000, 20_000_000);
    }

    private static async Task<List<string>> Rejected(params ImportRejection[] rejections)
    {
        using var file = new MemoryStream();
        await RejectedRowsWorkbook.WriteAsync(rejections.ToAsyncEnumerable(), file, CancellationToken.None);
        file.Position = 0;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file);
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i))));
        }

        return rows;
    }

    private static async IAsyncEnumerable<ImportRejection> Many(int count)
    {
        for (var i = 0; i < count; i++)
        {
            yield return new(i, "AB", RejectReason.TooShort);
        }

        await Task.CompletedTask;
    }

    private sealed class WriteOnly : Stream
    {
        public long Written { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => Written += count;
    }
}
