using System.Diagnostics;
using System.Security.Claims;
using OrleansLoyalty.Api.Access;
using OrleansLoyalty.Mall;

namespace OrleansLoyalty.Api.Mall;

/// <summary>A picture for an item.</summary>
/// <param name="ItemId">Which item.</param>
/// <param name="Picture">A PNG, JPEG or WebP of at most 512 KiB, neither side longer than 2,048 pixels.</param>
public sealed record SetMallItemPictureInput([property: ID] string ItemId, IFile Picture);

/// <summary>The item as it is now, or why it has no new picture.</summary>
/// <param name="MallItem">The item.</param>
/// <param name="Errors">Why not.</param>
public sealed record SetMallItemPicturePayload(ShownItem? MallItem, IReadOnlyList<ISetMallItemPictureError>? Errors);

/// <summary>Why a picture was refused.</summary>
[UnionType("SetMallItemPictureError")]
public interface ISetMallItemPictureError : IRefusal;

/// <summary>The file is no PNG, JPEG or WebP, whatever it is called.</summary>
[ObjectType]
public sealed record UnreadablePictureError : ISetMallItemPictureError
{
    /// <inheritdoc/>
    public string Message => "The file is not a PNG, JPEG or WebP picture.";
}

/// <summary>The file has more bytes than are taken.</summary>
/// <param name="LimitBytes">The most that are taken.</param>
[ObjectType]
public sealed record PictureTooLargeError(long LimitBytes) : ISetMallItemPictureError
{
    /// <inheritdoc/>
    public string Message => $"The picture has more than {LimitBytes:N0} bytes.";
}

/// <summary>The picture is wider or higher than is taken.</summary>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="MaxSide">The most pixels that either may have.</param>
[ObjectType]
public sealed record PictureDimensionsError(int Width, int Height, int MaxSide) : ISetMallItemPictureError
{
    /// <inheritdoc/>
    public string Message => $"The picture has {Width} x {Height} pixels; neither may be more than {MaxSide}.";
}

/// <summary>Gives items their pictures.</summary>
[MutationType]
public static partial class SetMallItemPictureMutation
{
    /// <summary>Gives an item its picture, in place of the one it had. Everyone may see it. The same one again changes nothing.</summary>
    [Authorize(Roles = [Roles.Admin])]
    public static async Task<SetMallItemPicturePayload> SetMallItemPictureAsync(
        SetMallItemPictureInput input, ClaimsPrincipal user, IGrainFactory grains, CancellationToken cancellation)
    {
        var item = grains.GetGrain<IMallItemGrain>(BadInput.Text("itemId", input.ItemId, 100));
        var command = new SetMallItemPicture(await ReadAsync(input.Picture, cancellation), Acting.Subject(user));
        return await item.SetPicture(command) switch
        {
            PictureSet(var changed) => new(ShownItem.From(changed), null),
            PictureItemNotFound => Refused(new MallItemNotFoundError(input.ItemId)),
            PictureUnreadable => Refused(new UnreadablePictureError()),
            PictureTooHeavy(var most) => Refused(new PictureTooLargeError(most)),
            PictureTooWide(var width, var height, var most) => Refused(new PictureDimensionsError(width, height, most)),
            var other => throw new UnreachableException($"{other.GetType().Name} has no payload."),
        };
    }

    /// <summary>The file, or one byte more of it than is taken: enough to refuse it, and no more in memory.</summary>
    private static async Task<byte[]> ReadAsync(IFile file, CancellationToken cancellation)
    {
        await using var stream = file.OpenReadStream();
        var bytes = new byte[SetMallItemPicture.MaxBytes + 1];
        var length = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        return bytes[..length];
    }

    private static SetMallItemPicturePayload Refused(ISetMallItemPictureError error) => new(null, [error]);
}
