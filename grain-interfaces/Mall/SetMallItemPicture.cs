namespace OrleansLoyalty.Mall;

/// <summary>Gives an item its picture. The same picture again changes nothing.</summary>
/// <param name="File">The file as it was uploaded: a PNG, a JPEG or a WebP.</param>
/// <param name="Actor">Who chose it.</param>
[GenerateSerializer, Immutable, Alias("loyalty.SetMallItemPicture")]
public sealed record SetMallItemPicture([Id(0)] byte[] File, [Id(1)] string Actor)
{
    /// <summary>The largest file that is taken. The console makes pictures smaller before it sends them.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The longest side that is taken, in pixels.</summary>
    public const int MaxSide = 2_048;
}

/// <summary>How giving an item its picture ended.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureOutcome")]
public abstract record PictureOutcome;

/// <summary>The item has the picture, now or since earlier.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureSet")]
public sealed record PictureSet([Id(0)] MallItemView Item) : PictureOutcome;

/// <summary>There is no such item.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureItemNotFound")]
public sealed record PictureItemNotFound : PictureOutcome;

/// <summary>The file is no picture of a kind that is taken, whatever its name says.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureUnreadable")]
public sealed record PictureUnreadable : PictureOutcome;

/// <summary>The file has more bytes than are taken.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureTooHeavy")]
public sealed record PictureTooHeavy([Id(0)] int MaxBytes) : PictureOutcome;

/// <summary>The picture is wider or higher than is taken.</summary>
[GenerateSerializer, Immutable, Alias("loyalty.PictureTooWide")]
public sealed record PictureTooWide([Id(0)] int Width, [Id(1)] int Height, [Id(2)] int MaxSide) : PictureOutcome;
