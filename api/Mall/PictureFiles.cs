using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using OrleansLoyalty.Storage.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>Serves the pictures of items, to everyone: a page shows them by their address alone.</summary>
public static class PictureFiles
{
    private const int IdLength = 64;

    /// <summary>Serves <c>/pictures/{id}</c>.</summary>
    public static void MapPictures(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/pictures/{id}", [HttpMethods.Get, HttpMethods.Head], ServeAsync).AllowAnonymous();

    /// <summary>Where a picture is served.</summary>
    internal static string Address(string id) => $"/pictures/{id}";

    private static async Task<IResult> ServeAsync(
        string id, HttpContext http, PictureQueries pictures, CancellationToken cancellation)
    {
        if (id.Length != IdLength || await pictures.FindAsync(id, cancellation) is not { } picture)
        {
            return Results.NotFound();
        }

        var headers = http.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable"; // The id is the hash of the content.
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox"; // Opened by itself it is a picture, never a page.
        return Results.Bytes(picture.Bytes, picture.ContentType, entityTag: new EntityTagHeaderValue($"\"{picture.Id}\""));
    }
}
