using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace GraphQLEngine.Server;

/// <summary>The page on which a developer tries queries. One file, carried in the assembly; it loads nothing else.</summary>
internal static class QueryPage
{
    private const string Nonce = "{nonce}";

    private static readonly Lazy<string> Html = new(() =>
    {
        using var file = typeof(QueryPage).Assembly.GetManifestResourceStream("GraphQLEngine.Server.QueryPage.html")!;
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>A browser that was pointed here, rather than a program that asks for data.</summary>
    public static bool IsWantedBy(HttpRequest request) =>
        !request.Query.ContainsKey("query")
        && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    public static Task WriteAsync(HttpContext http)
    {
        var nonce = RandomNumberGenerator.GetHexString(32, lowercase: true);
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; connect-src 'self'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        return http.Response.WriteAsync(
            Html.Value.Replace(Nonce, nonce, StringComparison.Ordinal), http.RequestAborted);
    }
}
