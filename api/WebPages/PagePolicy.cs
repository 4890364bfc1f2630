namespace OrleansLoyalty.Api.WebPages;

/// <summary>What a page may load and run: files of this origin, and no script or address written into it.</summary>
internal static class PagePolicy
{
    private const string Everywhere =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' blob: data:; "
        + "media-src 'self' blob:; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
        + "form-action 'self'; frame-ancestors 'none'; ";

    /// <summary>The policy of one answer.</summary>
    /// <param name="page">The page.</param>
    /// <param name="nonce">Made for this answer alone; the style elements that carry it are the page's own.</param>
    internal static string Of(string page, string nonce) => Everywhere + page switch
    {
        // The console's component library writes style elements while it runs and gives them the nonce. Its charts set
        // style attributes, which a nonce cannot cover; an attribute reaches one element and no other page.
        "admin" => $"style-src 'self' 'nonce-{nonce}'; style-src-attr 'unsafe-inline'",
        _ => "style-src 'self'",
    };
}
