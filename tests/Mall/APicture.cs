using System.Buffers.Binary;

namespace OrleansLoyalty.Tests.Mall;

/// <summary>The heads of pictures, followed by nothing that matters.</summary>
internal static class APicture
{
    /// <summary>A file of a kind that says it has so many pixels.</summary>
    public static byte[] Of(string kind, int width, int height, int length = 64)
    {
        var file = new byte[length];
        switch (kind)
        {
            case "png":
                Put(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 'I', 'H', 'D', 'R');
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
                break;
            case "jpeg":
                // A comment of two bytes, filling, then the frame.
                Put(file, 0, 0xFF, 0xD8, 0xFF, 0xFE, 0, 4, 'h', 'i', 0xFF, 0xFF, 0xC2, 0, 17, 8);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(14), (ushort)height);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(16), (ushort)width);
                break;
            default:
                Put(file, 0, 'R', 'I', 'F', 'F', 0, 0, 0, 0, 'W', 'E', 'B', 'P');
                WebP(file, kind, width, height);
                break;
        }

        return file;
    }

    private static void WebP(byte[] file, string kind, int width, int height)
    {
        switch (kind)
        {
            case "webp":
                Put(file, 12, 'V', 'P', '8', ' ', 0, 0, 0, 0, 0, 0, 0, 0x9D, 0x01, 0x2A);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(26), (ushort)width);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(28), (ushort)height);
                break;
            case "webp lossless":
                Put(file, 12, 'V', 'P', '8', 'L', 0, 0, 0, 0, 0x2F);
                BinaryPrimitives.WriteUInt32LittleEndian(
                    file.AsSpan(21), (uint)(width - 1) | ((uint)(height - 1) << 14));
                break;
            default:
                Put(file, 12, 'V', 'P', '8', 'X', 10);
                Put(file, 24, (width - 1) & 0xFF, (width - 1) >> 8, 0, (height - 1) & 0xFF, (height - 1) >> 8, 0);
                break;
        }
    }

    private static void Put(byte[] file, int at, params int[] bytes)
    {
        foreach (var value in bytes)
        {
            file[at++] = (byte)value;
        }
    }
}
