using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Api.CodeImports;
using OrleansLoyalty.LoyaltyProgram;
using OrleansLoyalty.Storage.Lists;
using OrleansLoyalty.Storage.MemberAccounts;
using OrleansLoyalty.Storage.ProductCodes;

namespace OrleansLoyalty.Api.ProductCodes;

/// <summary>The codes that a filter leaves, as a workbook, for admins: written as it is read, however long it gets.</summary>
public static class CodeExport
{
    /// <summary>The rows that a sheet of the workbook holds under its header; a sheet of Excel holds 48,576 more.</summary>
    public const int SheetRows = 1_000_000;

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private const string Framed = "application/vnd.loyalty.frames";
    private const int PageRows = 2_000;

    private static readonly TimeSpan LongestCount = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Serves <c>/codes/export.xlsx</c>. Its parameters are the fields of ProductCodeFilterInput. Whoever accepts
    /// <c>application/vnd.loyalty.frames</c> gets the workbook in frames that say how far it is (<see cref="Outflow"/>).
    /// </summary>
    public static void MapCodeExport(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/codes/export.xlsx", ServeAsync)
            .RefuseBadInput()
            .RequireAuthorization(policy => policy.RequireRole(Roles.Admin));

    private static async Task<IResult> ServeAsync(
        HttpContext http, CodeQueries codes, BatchQueries batches, MemberQueries members, IGrainFactory grains)
    {
        var filter = Filter(http.Request.Query);
        var cancellation = http.RequestAborted;
        var framed = http.Request.Headers.Accept.Contains(Framed);
        var program = await grains.GetGrain<IProgramGrain>(IProgramGrain.Key).View();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(program.TimeZone);
        if (framed && await codes.CountAsync(filter, LongestCount, cancellation) is { } total)
        {
            http.Response.Headers["Loyalty-Rows"] = total.ToString(CultureInfo.InvariantCulture);
        }

        http.Response.ContentType = framed ? Framed : Xlsx;
        http.Response.Headers.ContentDisposition = "attachment; filename=\"codes.xlsx\"";
        http.Response.Headers.CacheControl = "no-store";
        await WriteAsync(new(codes, batches, members, filter, zone), http.Response.Body, framed, SheetRows, cancellation);
        return Results.Empty;
    }

    /// <summary>Writes the workbook, handing each page on before the next is read.</summary>
    /// <param name="rows">What it shows.</param>
    /// <param name="target">Only written to, and never synchronously.</param>
    /// <param name="framed">Whether in frames that say how many rows are in.</param>
    /// <param name="sheetRows">The most rows of a sheet; more go on in the next.</param>
    /// <param name="cancellation">Stops between pages.</param>
    public static async Task WriteAsync(
        CodeRows rows, Stream target, bool framed, int sheetRows, CancellationToken cancellation)
    {
        await using var flow = new Outflow(target, framed);
        using var workbook = new SheetWriter(flow);
        var (written, sheets) = (0L, 0);
        for (ListWindow? window = new ListWindow(PageRows); window is not null;)
        {
            var (cells, next) = await rows.PageAsync(window, cancellation);
            foreach (var row in cells)
            {
                if (written++ % sheetRows == 0)
                {
                    Begin(workbook, ++sheets);
                }

                workbook.Row(row);
            }

            await flow.PassOnAsync(written, cancellation);
            window = next;
        }

        if (sheets == 0)
        {
            Begin(workbook, 1);
        }

        workbook.Complete();
        workbook.Dispose();
        await flow.PassOnAsync(written, cancellation);
    }

    private static void Begin(SheetWriter workbook, int sheet)
    {
        workbook.BeginSheet(sheet == 1 ? "codes" : $"codes {sheet}", 30, 12, 24, 20, 20, 10, 20);
        workbook.Row("编码 code", "状态 status", "批次 batch", "导入时间 imported", "领取时间 claimed", "积分 points", "会员 member");
    }

    private static CodeFilter Filter(IQueryCollection query) => new ProductCodeFilterInput(
        Status(query.Text("status")),
        query.Text("batchId"),
        query.Text("codeStartsWith"),
        Moment(query, "importedFrom"),
        Moment(query, "importedTo"),
        Moment(query, "claimedFrom"),
        Moment(query, "claimedTo"),
        query.Text("memberId")).ToFilter();

    private static ProductCodeStatus? Status(string? text) => text switch
    {
        null => null,
        "ACTIVE" => ProductCodeStatus.Active,
        "CLAIMED" => ProductCodeStatus.Claimed,
        "VOID" => ProductCodeStatus.Void,
        _ => throw BadInput.Error("status", "must be ACTIVE, CLAIMED or VOID"),
    };

    private static DateTimeOffset? Moment(IQueryCollection query, string name) =>
        query.Text(name) is { } text ? BadInput.Moment(name, text) : null;
}
