using System.Runtime.CompilerServices;
using OrleansLoyalty.CodeImports;

namespace OrleansLoyalty.Storage.CodeImports;

/// <summary>Reads what imports left behind.</summary>
public sealed class CodeImportQueries(Database database)
{
    private const int PageRows = 5_000;

    /// <summary>The rows that an import rejected, in the order of the file, read as they are taken.</summary>
    public async IAsyncEnumerable<ImportRejection> RejectionsAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        for (var after = 0L; ;)
        {
            var page = await database.Application.RowsAsync(
                """
                select row_number, value, reason from import_rejections
                 where import_id = $1 and row_number > $2 order by row_number limit $3
                """,
                [id, after, PageRows],
                row => new ImportRejection(row.GetInt64(0), row.GetString(1), Enum.Parse<RejectReason>(row.GetString(2))),
                cancellation);
            foreach (var rejection in page)
            {
                yield return rejection;
            }

            if (page.Count < PageRows)
            {
                yield break;
            }

            after = page[^1].RowNumber;
        }
    }
}
