using System.Net;
using System.Text;
using ExcelDataReader;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class DownloadingRejectedRows(LoyaltyCluster cluster) : IClassFixture<LoyaltyCluster>
{
    [Fact]
    public async Task Gives_each_with_its_number_value_and_reason()
    {
        using var admin = await cluster.AdminAsync();
        var file = Encoding.UTF8.GetBytes("code\nGOOD01\nNO\n=1\nGOOD 2\n");
        var end = await admin.EndAsync(await admin.ImportAsync(file, "codes.csv", "rejected"));

        var rows = Rows(await admin.Http.GetByteArrayAsync(new Uri((string)end["rejectedRowsUrl"]!, UriKind.Relative)));

        Assert.Equal((4, 1, 0, 3), end.Counts());
        Assert.Equal(["3|NO", "4|'=1", "5|GOOD 2"], rows.Skip(1).Select(row => string.Join('|', row.Take(2))));
    }

    [Fact]
    public async Task Offers_nothing_where_nothing_was_rejected()
    {
        using var admin = await cluster.AdminAsync();
        var id = await admin.ImportAsync("GOOD02\n"u8.ToArray(), "codes.csv", "all good");

        Assert.Null((await admin.EndAsync(id))["rejectedRowsUrl"]);
        Assert.Equal(HttpStatusCode.NotFound, (await admin.Http.GetAsync(At($"imports/{id}/rejected.xlsx"))).StatusCode);
    }

    [Theory]
    [InlineData("imports/template.xlsx")]
    [InlineData("imports/00000000000000000000000000000000/rejected.xlsx")]
    public async Task Is_for_admins_only(string path)
    {
        using var stranger = cluster.Anonymous();
        using var member = await cluster.MemberAsync("13800000002");

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Http.GetAsync(At(path))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await member.Http.GetAsync(At(path))).StatusCode);
    }

    [Theory]
    [InlineData("imports/00000000000000000000000000000000/rejected.xlsx")]
    [InlineData("imports/x/rejected.xlsx")]
    public async Task Is_not_found_where_there_is_no_import(string path)
    {
        using var admin = await cluster.AdminAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await admin.Http.GetAsync(At(path))).StatusCode);
    }

    [Fact]
    public async Task The_template_is_a_workbook_with_the_header()
    {
        using var admin = await cluster.AdminAsync();

        var rows = Rows(await admin.Http.GetByteArrayAsync(At("imports/template.xlsx")));

        Assert.Equal("商品编码 (code)", Assert.Single(Assert.Single(rows)));
    }

    private static Uri At(string path) => new(path, UriKind.Relative);

    private static List<string[]> Rows(byte[] workbook)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(workbook));
        List<string[]> rows = [];
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetValue(i)}")]);
        }

        return rows;
    }
}
