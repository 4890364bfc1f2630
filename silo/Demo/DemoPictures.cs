using System.Reflection;

namespace OrleansLoyalty.Demo;

/// <summary>The pictures of the demo's items, which this assembly carries.</summary>
internal static class DemoPictures
{
    internal static async Task<byte[]> ReadAsync(string name)
    {
        await using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.webp")!;
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
