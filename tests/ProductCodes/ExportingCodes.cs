using System.Buffers.Binary;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using OrleansLoyalty.Api.ProductCodes;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.ProductCodes;

public sealed class ExportingCodes(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Gives_a_workbook_of_what_the_filter_leaves()
    {
        await cluster.PrintAsync("OUT-A", "OUT-B", "OTHER");
        using var member = await cluster.MemberAsync("13800009301");
        await member.FieldAsync("mutation { claimProductCode(input: { code: \"OUT-A\" }) { claim { points } } }");
        using var admin = await cluster.AdminAsync();

        var file = new MemoryStream(await admin.Http.GetByteArrayAsync("codes/export.xlsx?codeStartsWith=OUT-"));

        var sheet = Assert.Single(Sheets(file));
        Assert.Equal(["编码 code", "OUT-B", "OUT-A"], sheet.Select(row => row[0]));
        Assert.Equal(["未领取 active", "", "", ""], [sheet[1][1], sheet[1][4], sheet[1][5], sheet[1][6]]);
        Assert.Equal(["已领取 claimed", "10", "13800009301"], [sheet[2][1], sheet[2][5], sheet[2][6]]);
        using var document = SpreadsheetDocument.Open(file, false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
    }

    [Fact]
    public async Task Goes_on_in_another_sheet_when_one_is_full()
    {
        await cluster.PrintAsync([.. Enumerable.Range(0, 25).Select(i => $"SHEET-{i:00}")]);
        using var file = new MemoryStream();

        await CodeExport.WriteAsync(Rows("SHEET-"), file, framed: false, sheetRows: 10, CancellationToken.None);

        Assert.Equal([11, 11, 6], Sheets(file).Select(sheet => sheet.Count));
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+SUM(A1)")]
    [InlineData("@HERE")]
    [InlineData("-1-1")]
    public async Task Writes_no_code_that_a_spreadsheet_takes_for_a_formula(string code)
    {
        await cluster.PrintAsync(code);
        using var file = new MemoryStream();

        await CodeExport.WriteAsync(Rows(code), file, framed: false, sheetRows: 10, CancellationToken.None);

        Assert.Equal($"'{code}", Assert.Single(Sheets(file))[1][0]);
    }

    [Fact]
    public async Task In_frames_says_how_far_it_is_and_how_far_it_goes()
    {
        await cluster.PrintAsync([.. Enumerable.Range(0, 4_500).Select(i => $"FRAME-{i:0000}")]);
        using var admin = await cluster.AdminAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "codes/export.xlsx?codeStartsWith=FRAME-");
        request.Headers.Accept.ParseAdd("application/vnd.loyalty.frames");
        using var response = await admin.Http.SendAsync(request);

        var (reached, file) = Frames(await response.Content.ReadAsByteArrayAsync());

        Assert.Equal("4500", Assert.Single(response.Headers.GetValues("Loyalty-Rows")));
        Assert.Equal([2_000, 4_000, 4_500, 4_500], reached);
        Assert.Equal(4_501, Assert.Single(Sheets(file)).Count);
    }

    [Fact]
    public async Task Of_nothing_is_a_workbook_with_a_header()
    {
        using var admin = await cluster.AdminAsync();

        var file = await admin.Http.GetByteArrayAsync("codes/export.xlsx?codeStartsWith=NOTHING-BEGINS-SO");

        Assert.Single(Assert.Single(Sheets(new MemoryStream(file))));
    }

    [Theory]
    [InlineData("status=LOST")]
    [InlineData("claimedFrom=yesterday")]
    public async Task By_a_filter_that_makes_no_sense_is_refused(string filter)
    {
        using var admin = await cluster.AdminAsync();
        using var response = await admin.Http.GetAsync($"codes/export.xlsx?{filter}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Is_for_admins_alone()
    {
        using var stranger = cluster.Anonymous();
        using var member = await cluster.MemberAsync("13800009302");
        using var unknown = await stranger.Http.GetAsync("codes/export.xlsx");
        using var forbidden = await member.Http.GetAsync("codes/export.xlsx");

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden), (unknown.StatusCode, forbidden.StatusCode));
    }

    private CodeRows Rows(string prefix) => new(
        cluster.Services.GetRequiredService<CodeQueries>(),
        cluster.Services.GetRequiredService<BatchQueries>(),
        cluster.Services.GetRequiredService<MemberQueries>(),
        new CodeFilter(CodeStartsWith: prefix),
        TimeZoneInfo.Utc);

    private static (List<long> Reached, MemoryStream File) Frames(byte[] content)
    {
        var (reached, file) = (new List<long>(), new MemoryStream());
        for (var at = 0; at < content.Length;)
        {
            reached.Add(BinaryPrimitives.ReadInt64LittleEndian(content.AsSpan(at)));
            var length = BinaryPrimitives.ReadInt32LittleEndian(content.AsSpan(at + 8));
            file.Write(content, at + 12, length);
            at += 12 + length;
        }

        return (reached, file);
    }

    private static List<List<string[]>> Sheets(MemoryStream file)
    {
        file.Position = 0;
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        List<List<string[]>> sheets = [];
        do
        {
            List<string[]> rows = [];
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture) ?? "")]);
            }

            sheets.Add(rows);
        }
        while (reader.NextResult());
        return sheets;
    }
}
