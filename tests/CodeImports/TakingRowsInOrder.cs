using System.Globalization;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.CodeImports.Files;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.Tests.CodeImports;

public sealed class TakingRowsInOrder
{
    [Fact]
    public void Gives_rejected_rows_as_they_stood_and_then_the_codes_sorted()
    {
        using var rows = Kept(
            new CodeRow(1, "ZETA"),
            new RejectedRow(2, "x y", RejectReason.InnerWhiteSpace),
            new CodeRow(3, "ALPHA-LONGER"),
            new CodeRow(4, "ALPHA-LONG"),
            new RejectedRow(5, "ab", RejectReason.TooShort));

        Assert.Equal(
            [
                new ImportRejection(2, "x y", RejectReason.InnerWhiteSpace),
                new ImportRejection(5, "ab", RejectReason.TooShort),
            ],
            rows.Take(2).Rejections);
        Assert.Equal(["ALPHA-LONG", "ALPHA-LONGER"], rows.Take(2).Codes);
        Assert.Equal(["ZETA"], rows.Take(2).Codes);
        Assert.Equal(0, rows.Take(2).Rows);
    }

    [Fact]
    public void Keeps_codes_that_stand_twice_so_that_they_are_counted()
    {
        using var rows = Kept(new CodeRow(1, "TWICE"), new CodeRow(2, "ONCE"), new CodeRow(3, "TWICE"));

        Assert.Equal(["ONCE", "TWICE", "TWICE"], rows.Take(10).Codes);
    }

    [Fact]
    public void Keeps_every_character()
    {
        using var rows = Kept(new CodeRow(1, "编码-é-😀-1"), new RejectedRow(2, "无 效", RejectReason.InnerWhiteSpace));

        var slice = rows.Take(10);

        Assert.Equal("编码-é-😀-1", Assert.Single(slice.Codes));
        Assert.Equal("无 效", Assert.Single(slice.Rejections).Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9_999)]
    [InlineData(700_000)]
    [InlineData(700_001)]
    public void Goes_on_where_an_earlier_run_stopped_also_in_files_of_several_stretches(int taken)
    {
        // 700,000 codes of 64 bytes: more than one stretch holds.
        const int count = 700_000;
        using var whole = Kept(Many(count));
        using var rest = Kept(Many(count));

        var expected = Everything(whole).Skip(taken);
        rest.Skip(taken);

        Assert.Equal(expected, Everything(rest));
    }

    private static IEnumerable<CodeFileRow> Many(int count) => Enumerable.Range(0, count).Select(
        number => new CodeRow(number, ((long)number * 7_919 % count).ToString("D64", CultureInfo.InvariantCulture)));

    private static ReadRows Kept(params IEnumerable<CodeFileRow> rows)
    {
        var kept = new ReadRows();
        foreach (var row in rows)
        {
            kept.Add(row);
        }

        return kept;
    }

    private static List<string> Everything(ReadRows rows)
    {
        List<string> all = [];
        while (rows.Take(50_000) is { Rows: > 0 } slice)
        {
            all.AddRange(slice.Codes);
        }

        return all;
    }
}
