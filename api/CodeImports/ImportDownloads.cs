using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.CodeImports;
using OrleansLoyalty.Storage.CodeImports;

namespace OrleansLoyalty.Api.CodeImports;

/// <summary>The workbooks that belong to imports, for admins.</summary>
public static class ImportDownloads
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>Serves <c>/imports/template.xlsx</c> and <c>/imports/{id}/rejected.xlsx</c>.</summary>
    public static void MapImportDownloads(this IEndpointRouteBuilder routes)
    {
        var admins = routes.MapGroup("/imports").RequireAuthorization(policy => policy.RequireRole(Roles.Admin));
        admins.MapGet("/template.xlsx", Template);
        admins.MapGet("/{id}/rejected.xlsx", RejectedAsync);
    }

    /// <summary>Where an import's rejected rows are served.</summary>
    internal static string RejectedRows(string id) => $"/imports/{id}/rejected.xlsx";

    private static IResult Template()
    {
        var workbook = new MemoryStream();
        CodeTemplate.Write(workbook);
        workbook.Position = 0;
        return Results.Stream(workbook, Xlsx, CodeTemplate.FileName);
    }

    private static async Task<IResult> RejectedAsync(
        string id, IGrainFactory grains, CodeImportQueries imports, CancellationToken cancellation)
    {
        if (!CodeImportId.IsOne(id)
            || await grains.GetGrain<ICodeImportGrain>(id).View() is not { FinishedAt: not null, Rejected: > 0 })
        {
            return Results.NotFound();
        }

        // On disk first: the writer is synchronous, which a response must not be, and a fault is still a clean error.
        var workbook = new FileStream(
            Path.Combine(Path.GetTempPath(), $"loyalty-rejected-{Path.GetRandomFileName()}"),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                Options = FileOptions.DeleteOnClose,
            });
        try
        {
            await RejectedRowsWorkbook.WriteAsync(imports.RejectionsAsync(id, cancellation), workbook, cancellation);
        }
        catch
        {
            await workbook.DisposeAsync();
            throw;
        }

        workbook.Position = 0;
        return Results.Stream(workbook, Xlsx, $"rejected-{id}.xlsx");
    }
}
