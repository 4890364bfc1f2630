using System.Buffers.Binary;
using System.Security.Cryptography;

namespace OrleansLoyalty.Mall;

/// <summary>
/// Tells what an uploaded picture is from its own bytes, never from its name or from what the sender calls it. Only the
/// head is read: who shows a picture decodes it, and its size in pixels, which the head gives, bounds what that costs.
/// </summary>
public static class PictureFile
{
    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Decides whether a file is a picture that is taken.</summary>
    /// <param name="file">All of it.</param>
    /// <param name="picture">The picture; meaningless when it is refused.</param>
    /// <returns>The refusal, or <see langword="null"/>.</returns>
    public static PictureOutcome? Refuse(byte[] file, out Picture picture)
    {
        picture = null!;
        if (file.Length > SetMallItemPicture.MaxBytes)
        {
            return new PictureTooHeavy(SetMallItemPicture.MaxBytes);
        }

        if (Look(file) is not var (type, width, height) || width < 1 || height < 1)
        {
            return new PictureUnreadable();
        }

        if (Math.Max(width, height) > SetMallItemPicture.MaxSide)
        {
            return new PictureTooWide(width, height, SetMallItemPicture.MaxSide);
        }

        picture = new Picture(Convert.ToHexStringLower(SHA256.HashData(file)), type, width, height, file);
        return null;
    }

    private static (string Type, int Width, int Height)? Look(ReadOnlySpan<byte> file)
    {
        if (file.StartsWith(Png))
        {
            return file.Length >= 33 && file.Slice(12, 4).SequenceEqual("IHDR"u8)
                ? ("image/png", Whole(file, 16), Whole(file, 20))
                : null;
        }

        if (file.Length >= 30 && file.StartsWith("RIFF"u8) && file.Slice(8, 4).SequenceEqual("WEBP"u8))
        {
            return WebP(file) is var (width, height) ? ("image/webp", width, height) : null;
        }

        if (file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            return Jpeg(file) is var (width, height) ? ("image/jpeg", width, height) : null;
        }

        return null;
    }

    // More than four thousand million pixels a side is a lie in any case; below zero it is refused as one.
    private static int Whole(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt32BigEndian(file[at..]);

    private static (int Width, int Height)? WebP(ReadOnlySpan<byte> file)
    {
        var kind = file.Slice(12, 4);
        if (kind.SequenceEqual("VP8X"u8))
        {
            return (1 + Whole24(file[24..]), 1 + Whole24(file[27..]));
        }

        if (kind.SequenceEqual("VP8L"u8) && file[20] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(file[21..]);
            return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
        }

        if (kind.SequenceEqual("VP8 "u8) && file.Slice(23, 3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]))
        {
            return (
                BinaryPrimitives.ReadUInt16LittleEndian(file[26..]) & 0x3FFF,
                BinaryPrimitives.ReadUInt16LittleEndian(file[28..]) & 0x3FFF);
        }

        return null;
    }

    private static int Whole24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    /// <summary>Walks the segments to the one that begins the frame, of whichever way of coding.</summary>
    private static (int Width, int Height)? Jpeg(ReadOnlySpan<byte> file)
    {
        for (var at = 2; at + 9 <= file.Length && file[at] == 0xFF;)
        {
            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++; // Filling before a marker.
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return (
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 7)..]),
                    BinaryPrimitives.ReadUInt16BigEndian(file[(at + 5)..]));
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || marker is 0xD9 or 0xDA)
            {
                return null;
            }

            at += 2 + length;
        }

        return null;
    }
}
