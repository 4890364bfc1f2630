using System.Globalization;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.Api.MemberAccounts;
using OrleansLoyalty.Api.ProductCodes;
using OrleansLoyalty.MemberAccounts;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.MemberAccounts;

namespace OrleansLoyalty.Api.Statements;

/// <summary>What a statement shows: a member's points as they came and went, oldest first.</summary>
/// <param name="MemberId">Whose.</param>
/// <param name="From">The first day; <see langword="null"/> from the beginning.</param>
/// <param name="To">The last day; <see langword="null"/> up to now.</param>
/// <param name="Language">In which words.</param>
/// <param name="Zone">In which days and times are shown: the program's.</param>
public sealed record Statement(
    string MemberId, DateOnly? From, DateOnly? To, StatementLanguage Language, TimeZoneInfo Zone)
{
    private const int PageRows = 500;

    // What a sheet holds, less its head.
    private const int SheetRows = 1_048_575;

    /// <summary>Writes the workbook page by page, keeping none of it.</summary>
    public async Task WriteAsync(MemberQueries members, Stream target, CancellationToken cancellation)
    {
        await using var flow = new Outflow(target, framed: false);
        using var workbook = new SheetWriter(flow);
        Begin(workbook, 1);
        var written = 0L;
        for (ListWindow? window = new ListWindow(PageRows, FromEnd: true); window is not null;)
        {
            var page = await members.ListPostingsAsync(
                MemberId, StartOf(From), StartOf(To?.AddDays(1)), kinds: null, window, cancellation);
            foreach (var posting in page.Rows.Reverse())
            {
                if (written > 0 && written % SheetRows == 0)
                {
                    Begin(workbook, (int)(written / SheetRows) + 1);
                }

                workbook.Row(Cells(posting));
                written++;
            }

            await flow.PassOnAsync(written, cancellation);
            window = page.HasPrevious ? new ListWindow(PageRows, Before: [page.Rows[0].Seq], FromEnd: true) : null;
        }

        workbook.Complete();
        workbook.Dispose();
        await flow.PassOnAsync(written, cancellation);
    }

    private void Begin(SheetWriter workbook, int sheet)
    {
        var name = StatementWords.Sheet(Language);
        workbook.BeginSheet(sheet == 1 ? name : $"{name} {sheet}", 20, 8, 16, 36, 48, 12, 14, 14);
        workbook.Row(StatementWords.Heads(Language));
    }

    private object[] Cells(AccountPosting posting) =>
    [
        TimeZoneInfo.ConvertTime(posting.PostedAt, Zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        posting.Seq,
        StatementWords.Kind(posting.Kind, Language),
        SheetText.Neutral(posting.Source),
        SheetText.Neutral(Explanation(posting)),
        posting.Points.Value,
        posting.BalanceAfter.Value,
        posting.ExpiresOn is { } last ? Days.Text(last) : "",
    ];

    private static string Explanation(AccountPosting posting)
    {
        var award = posting.Detail is { } detail ? AccountJson.ReadDetail(detail).Award : null;
        return award is null
            ? posting.Reason ?? ""
            : string.Join("; ", award.Parts.Select(part => $"{part.RuleId}: {part.Explanation}"));
    }

    private DateTimeOffset? StartOf(DateOnly? day) => day?.ToDateTime(TimeOnly.MinValue) is { } start
        ? new DateTimeOffset(start, Zone.GetUtcOffset(start))
        : null;
}
