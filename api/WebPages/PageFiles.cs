using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace OrleansLoyalty.Api.WebPages;

/// <summary>Serves the built member page and console, where they were built.</summary>
public static class PageFiles
{
    /// <summary>The setting that names the folder of the built pages; without it <c>web/dist</c> of the working folder.</summary>
    public const string FolderSetting = "Pages:Folder";

    // Where a page has an empty one, each answer puts its own.
    private const string NoncePlace = "nonce=\"\"";

    private static readonly string[] Names = ["m", "admin"];

    /// <summary>
    /// Serves <c>/m</c>, <c>/admin</c> and their files; <c>/c/{code}</c>, the shortest address to print on a product,
    /// leads to the member page. Without built pages it says so and adds nothing.
    /// </summary>
    public static void MapPages(this WebApplication app)
    {
        var folder = Path.GetFullPath(app.Configuration[FolderSetting] ?? Path.Combine("web", "dist"));
        if (!Names.All(name => File.Exists(Index(folder, name))))
        {
            app.Logger.LogInformation("There are no built pages in {Folder}; the API is served alone.", folder);
            return;
        }

        app.Use(PreferPackedAsync(folder));
        app.UseStaticFiles(Files(folder));
        foreach (var name in Names)
        {
            // Every address below a page is the page's own: it shows the screen that the rest of the address names.
            app.MapGet($"/{name}/{{**screen}}", (HttpContext http, CancellationToken _) => PageAsync(http, folder, name));
        }

        app.MapGet("/", () => Results.LocalRedirect("/m"));
        app.MapGet("/c/{code}", (string code) => Results.LocalRedirect($"/m/c/{Uri.EscapeDataString(code)}"));
    }

    private static string Index(string folder, string name) => Path.Combine(folder, name, "index.html");

    private static async Task<IResult> PageAsync(HttpContext http, string folder, string name)
    {
        var nonce = RandomNumberGenerator.GetHexString(32);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = PagePolicy.Of(name, nonce);
        headers["Permissions-Policy"] = "camera=(self), microphone=(), geolocation=()";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";

        // The page names its files by their content, so it alone has to be asked for again.
        headers.CacheControl = "no-cache";
        var page = await File.ReadAllTextAsync(Index(folder, name), http.RequestAborted);
        return Results.Text(page.Replace(NoncePlace, $"nonce=\"{nonce}\"", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static StaticFileOptions Files(string folder) => new()
    {
        FileProvider = new PhysicalFileProvider(folder),
        ContentTypeProvider = new PackedContentTypes(),
        OnPrepareResponse = file =>
        {
            var headers = file.Context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.Vary = "Accept-Encoding";
            headers.CacheControl = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal)
                ? "public, max-age=31536000, immutable"
                : "public, max-age=3600";
            if (PackedContentTypes.EncodingOf(file.File.Name) is { } encoding)
            {
                headers.ContentEncoding = encoding;
            }
        },
    };

    // The build packs each file once; packing again for every reader would cost each of them the same.
    private static Func<HttpContext, RequestDelegate, Task> PreferPackedAsync(string folder) => (http, next) =>
    {
        var path = http.Request.Path.Value!;
        if (path.StartsWith("/assets/", StringComparison.Ordinal) && !path.Contains("..", StringComparison.Ordinal))
        {
            var accepted = http.Request.Headers.AcceptEncoding.ToString();
            var ending = PackedContentTypes.Endings.FirstOrDefault(ending =>
                accepted.Contains(ending.Encoding, StringComparison.OrdinalIgnoreCase)
                && File.Exists(folder + path + ending.Suffix));
            http.Request.Path = path + ending.Suffix;
        }

        return next(http);
    };

    /// <summary>A packed file has the type of what is packed.</summary>
    private sealed class PackedContentTypes : IContentTypeProvider
    {
        internal static readonly (string Suffix, string Encoding)[] Endings = [(".br", "br"), (".gz", "gzip")];

        private readonly FileExtensionContentTypeProvider _plain = new();

        internal static string? EncodingOf(string name) =>
            Endings.FirstOrDefault(ending => name.EndsWith(ending.Suffix, StringComparison.Ordinal)).Encoding;

        public bool TryGetContentType(string subpath, out string contentType) =>
            _plain.TryGetContentType(EncodingOf(subpath) is null ? subpath : Path.ChangeExtension(subpath, null), out contentType!);
    }
}
