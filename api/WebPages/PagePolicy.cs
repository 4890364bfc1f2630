namespace OrleansLoyalty.Api.WebPages;

/// <summary>What a page may load and run: files of this origin, and no script or address written into it.</summary>
internal static class PagePolicy
{
    private const string Everywhere =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' blob: data:; "
        + "media-src 'self' blob:; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'; ";

    internal static string Of(string page) => Everywhere + page switch
    {
        // The console's component library writes its styles while it runs.
        "admin" => "style-src 'self' 'unsafe-inline'",
        _ => "style-src 'self'",
    };
}
