using System.Net;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using ExcelDataReader;
using OrleansLoyalty.Api.Statements;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Tests.TestCluster;

namespace OrleansLoyalty.Tests.Statements;

public sealed class DownloadingAStatement(DownloadingAStatement.Scene scene) : IClassFixture<DownloadingAStatement.Scene>
{
    [Fact]
    public async Task Tells_kind_source_reason_points_and_balance_oldest_first()
    {
        var rows = await RowsAsync(scene.Member, "members/me/statement.xlsx?language=en");

        Assert.Equal("Time|No.|Kind|Source|Explanation|Points|Balance after|Expires on", rows[0]);
        Assert.Equal("|1|Code claimed|code:STATEMENT-1||10|10|", Timeless(rows[1]));
        Assert.Equal("|2|Adjustment|adjustment|'=HYPERLINK(\"http://evil\")|1200|1210|", Timeless(rows[2]));
    }

    [Fact]
    public async Task Is_in_Chinese_unless_asked_otherwise_and_an_admin_has_anybodys()
    {
        var rows = await RowsAsync(scene.Admin, $"members/{scene.MemberId}/statement.xlsx");

        Assert.Equal("时间|序号|类型|来源|说明|积分|余额|有效期至", rows[0]);
        Assert.Contains("|扫码|", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_of_the_days_that_are_asked_for_where_the_program_is()
    {
        var day = await scene.Cluster.Database.ScalarAsync("select max(posted_on)::text from postings");
        var next = await scene.Cluster.Database.ScalarAsync("select (max(posted_on) + 1)::text from postings");

        Assert.True((await RowsAsync(scene.Member, $"members/me/statement.xlsx?to={day}")).Count > 1);
        Assert.Single(await RowsAsync(scene.Member, $"members/me/statement.xlsx?from={next}"));
    }

    [Theory]
    [InlineData("members/me/statement.xlsx?from=yesterday")]
    [InlineData("members/me/statement.xlsx?from=2026-02-01&to=2026-01-31")]
    [InlineData("members/me/statement.xlsx?language=fr")]
    public async Task Is_refused_when_it_is_asked_for_in_nonsense(string path)
    {
        using var response = await scene.Member.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task Of_another_member_is_not_there()
    {
        using var other = await scene.Cluster.MemberAsync("13800138502");
        using var response = await other.Http.GetAsync($"members/{scene.MemberId}/statement.xlsx");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Is_a_workbook_that_its_format_allows()
    {
        using var file = new MemoryStream(await scene.Member.Http.GetByteArrayAsync("members/me/statement.xlsx"));
        using var document = SpreadsheetDocument.Open(file, false);

        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => error.Description));
    }

    [Fact]
    public void Has_words_for_every_kind_in_both_languages()
    {
        foreach (var language in Enum.GetValues<StatementLanguage>())
        {
            var words = Enum.GetValues<PostingKind>().Select(kind => StatementWords.Kind(kind, language)).ToList();
            Assert.Equal(words.Count, words.Distinct().Count());
        }
    }

    private static string Timeless(string row) => row[row.IndexOf('|', StringComparison.Ordinal)..];

    private static async Task<List<string>> RowsAsync(GraphQLClient client, string path)
    {
        using var file = new MemoryStream(await client.Http.GetByteArrayAsync(path));
        using var reader = ExcelReaderFactory.CreateReader(file);
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)));
        }

        return rows;
    }

    /// <summary>A member with a claim and an adjustment whose reason is a formula.</summary>
    public sealed class Scene : IAsyncLifetime
    {
        public LoyaltyCluster Cluster { get; } = new();

        public GraphQLClient Member { get; private set; } = null!;

        public GraphQLClient Admin { get; private set; } = null!;

        public string MemberId { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Encoding.RegisterProvider(CodePagesEncodingProvider.Instance); // The reader asks for one, though .xlsx has none.
            await Cluster.InitializeAsync();
            await Cluster.PrintAsync("STATEMENT-1");
            Member = await Cluster.MemberAsync("13800138501");
            Admin = await Cluster.AdminAsync();
            MemberId = (string)(await Member.FieldAsync("{ me { id } }"))["id"]!;
            await Member.FieldAsync("mutation { claimProductCode(input: { code: \"STATEMENT-1\" }) { claim { points } } }");
            await Admin.FieldAsync(
                "mutation($input: AdjustPointsInput!) { adjustPoints(input: $input) { posting { seq } } }",
                new { input = new { memberId = MemberId, points = 1_200, reason = "=HYPERLINK(\"http://evil\")", requestId = "r" } });
        }

        public async Task DisposeAsync()
        {
            Member.Dispose();
            Admin.Dispose();
            await Cluster.DisposeAsync();
        }
    }
}
