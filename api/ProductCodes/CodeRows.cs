using System.Globalization;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>The codes that a filter leaves, as the rows of a table for people; times are in the zone.</summary>
public sealed class CodeRows(
    CodeQueries codes, BatchQueries batches, MemberQueries members, CodeFilter filter, TimeZoneInfo zone)
{
    private readonly Dictionary<long, string> _batchNames = [];

    /// <summary>The rows of a page, and the window of the next one; null behind the last.</summary>
    internal async Task<(List<object[]> Rows, ListWindow? Next)> PageAsync(
        ListWindow window, CancellationToken cancellation)
    {
        var page = await codes.ListAsync(filter, window, cancellation);
        await NameBatchesAsync(page.Rows, cancellation);
        var claimants = page.Rows.Select(row => row.MemberId).OfType<string>().Distinct().ToList();
        var names = claimants.Count == 0 ? null : await members.FindAsync(claimants, cancellation);
        var rows = page.Rows
            .Select(row => Cells(row, row.MemberId is { } id ? names?.GetValueOrDefault(id) : null))
            .ToList();
        return (rows, page.HasNext ? window with { After = [page.Rows[^1].BatchId, page.Rows[^1].Code] } : null);
    }

    private object[] Cells(ListedCode code, ListedMember? member) =>
    [
        SheetText.Neutral(code.Code),
        code.Status switch
        {
            CodeStatus.Active => "未领取 active",
            CodeStatus.Claimed => "已领取 claimed",
            _ => "已作废 void",
        },
        SheetText.Neutral(_batchNames[code.BatchId]),
        Moment(code.ImportedAt),
        code.ClaimedAt is { } claimed ? Moment(claimed) : "",
        code.Points is { } points ? points : "",
        SheetText.Neutral(member?.Phone ?? member?.Name ?? code.MemberId ?? ""),
    ];

    private string Moment(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private async Task NameBatchesAsync(IReadOnlyList<ListedCode> rows, CancellationToken cancellation)
    {
        var unknown = rows.Select(row => row.BatchId).Distinct().Where(id => !_batchNames.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            foreach (var (id, batch) in await batches.FindAsync(unknown, cancellation))
            {
                _batchNames[id] = batch.Name;
            }
        }
    }
}
