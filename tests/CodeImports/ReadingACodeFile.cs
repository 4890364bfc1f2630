using System.Text;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.CodeImports.Files;
using static OrleansLoyalty.Tests.CodeImports.ACodeFile;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class ReadingACodeFile
{
    [Theory]
    [InlineData("商品编码")]
    [InlineData("编码")]
    [InlineData("码")]
    [InlineData("code")]
    [InlineData("  CODE ")]
    [InlineData("\"Code\"")]
    [InlineData("商品编码 (code)")]
    [InlineData("编码/Code")]
    public void Takes_the_column_under_a_known_header(string header)
    {
        var codes = Codes(Csv($"no,{header},shop\n1,AAAA1,x\n2,AAAA2,y\n"));

        Assert.Equal(["AAAA1", "AAAA2"], codes);
    }

    [Fact]
    public void Takes_the_first_column_when_there_is_no_header() =>
        Assert.Equal(["AAAA1", "AAAA2"], Codes(Csv("AAAA1,x\nAAAA2,y")));

    [Fact]
    public void Knows_a_header_only_in_the_first_row_that_holds_something()
    {
        var rows = Read(Csv("\n,,\ncode\nAAAA1\ncode\n"));

        Assert.Equal([new CodeRow(4, "AAAA1"), new CodeRow(5, "code")], rows);
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void Finds_the_delimiter(char delimiter) =>
        Assert.Equal(["AAAA1", "AAAA2"], Codes(Csv($"x{delimiter}code\n\"a,;\tb\"{delimiter}AAAA1\n{delimiter}AAAA2")));

    [Fact]
    public void Obeys_a_declared_delimiter() => Assert.Equal(["AAAA1"], Codes(Csv("sep=|\r\nx|code\r\n1|AAAA1\r\n")));

    [Fact]
    public void Reads_quoted_cells()
    {
        var rows = Read(Csv("code,note\r\n\"AA\"\"A1\",\"two\r\nlines, one cell\"\r\nAA\"A2,x\r\n=\"00123\",x\r\n"));

        Assert.Equal([new CodeRow(2, "AA\"A1"), new CodeRow(3, "AA\"A2"), new CodeRow(4, "00123")], rows);
    }

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "gb18030", "utf-16", "utf-16BE"];

    [Theory, MemberData(nameof(Encodings))]
    public void Reads_each_encoding(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = name == "utf-8 with mark" ? new UTF8Encoding(true)
            : name == "utf-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(name);

        Assert.Equal(["礼品A1", "礼品A2"], Codes(Csv("商品编码,备注\n礼品A1,赠\n礼品A2,品\n", encoding)));
    }

    [Fact]
    public void Keeps_leading_zeros_of_text_and_of_formatted_numbers()
    {
        var sheet = Sheet([[Text("00012345")], [Number("12345", style: 1)], [Number("12345")], [Number("6.90123456789E12")]]);

        Assert.Equal(
            ["00012345", "00012345", "12345", "6901234567890"],
            Codes(Xlsx(sheet, styles: Styles("00000000")), "codes.xlsx"));
        Assert.Equal(["00012345"], Codes(Csv("00012345")));
    }

    [Fact]
    public void Takes_the_cached_value_of_a_formula() =>
        Assert.Equal(["AAAA1"], Codes(Xlsx([Text("code")], [Formula("AAAA1")]), "codes.xlsx"));

    [Fact]
    public void Reads_shared_strings_and_counts_rows_as_the_sheet_shows_them()
    {
        var sheet = Sheet([[Shared(0)], [], [Shared(1)], [Text(" ")], [Shared(2)]]);

        var rows = Read(Xlsx(sheet, SharedStrings(["商品编码", "AAAA1", "AAAA2"])), "codes.xlsx");

        Assert.Equal([new CodeRow(3, "AAAA1"), new CodeRow(5, "AAAA2")], rows);
    }

    [Theory]
    [InlineData("\u3000AAAA1\u3000")]
    [InlineData("\uFEFFAAAA1\u200B")]
    [InlineData("\t AAAA1\u00A0")]
    public void Trims_what_cannot_be_seen(string value) =>
        Assert.Equal(["AAAA1"], Codes(Xlsx([Text("code")], [Text(value)]), "codes.xlsx"));

    [Fact]
    public void Says_why_a_row_has_no_code()
    {
        (string Value, RejectReason Reason)[] expected =
        [
            ("", RejectReason.Missing),
            ("AAA", RejectReason.TooShort),
            (new string('A', 129), RejectReason.TooLong),
            ("AA AA", RejectReason.InnerWhiteSpace),
            ("AA\u3000AA", RejectReason.InnerWhiteSpace),
            ("AA\u200BAA", RejectReason.ForbiddenCharacter),
            ("https://brand.cn/", RejectReason.NoCodeInUrl),
            ("6.90123E+15", RejectReason.DigitsLost),
        ];
        var text = string.Concat(expected.Select(row => $"{row.Value},x\n"));

        var rows = Read(Csv("code,note\n" + text));

        Assert.Equal(expected.Select((row, i) => new RejectedRow(i + 2, row.Value, row.Reason)), rows);
    }

    [Fact]
    public void Refuses_numbers_that_the_spreadsheet_has_changed()
    {
        var rows = Read(
            Xlsx([Number("1234567890123450")], [Number("12345.5")], [Number("-12345")], [Number("123456789012345")]),
            "codes.xlsx");

        Assert.Equal(
            [RejectReason.DigitsLost, RejectReason.NotWhole, RejectReason.NotWhole],
            rows.OfType<RejectedRow>().Select(row => row.Reason));
        Assert.Equal(new CodeRow(4, "123456789012345"), rows[^1]);
    }

    [Fact]
    public void Takes_a_date_for_no_code()
    {
        var rows = Read(Xlsx(Sheet([[Number("45678", style: 1)]]), styles: Styles("yyyy-mm-dd")), "codes.xlsx");

        Assert.Equal(RejectReason.NotText, Assert.IsType<RejectedRow>(Assert.Single(rows)).Reason);
    }

    [Fact]
    public void Reads_quotes_behind_a_byte_order_mark_as_quotes_the_second_time_as_well()
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            Assert.Equal(["AAAA1", "AAAA2"], Codes(Csv("\"code\"\r\n\"AAAA1\"\r\nAAAA2", encoding)));
        }
    }

    [Fact]
    public void Passes_over_a_cell_with_an_error_as_if_it_were_empty() =>
        Assert.Equal(["AAAA1"], Codes(Xlsx([Error("#N/A")], [Text("AAAA1")]), "codes.xlsx"));

    [Fact]
    public void Keeps_of_a_rejected_value_what_can_be_stored()
    {
        var row = Assert.IsType<RejectedRow>(Assert.Single(Read(Csv(
            $"code,{new string('n', 600)}\nAA\u0001\u0000{new string('x', 5000)}"))));

        Assert.Equal("AA\uFFFD\uFFFD" + new string('x', 252), row.Value);
    }

    [Fact]
    public void Accepts_the_shortest_and_the_longest_code()
    {
        var longest = new string('Z', 128);

        Assert.Equal(["ABCD", longest], Codes(Csv($"ABCD\n{longest}")));
    }
}
