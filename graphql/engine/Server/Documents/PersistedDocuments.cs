using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace GraphQLEngine.Server;

/// <summary>Documents known beforehand, each by the sha256 of its text in lower-case hexadecimal.</summary>
public sealed class PersistedDocuments
{
    private const string Prefix = "sha256:";

    private readonly FrozenDictionary<string, byte[]> _byId;

    private PersistedDocuments(IEnumerable<byte[]> documents) =>
        _byId = documents.DistinctBy(IdOf).ToFrozenDictionary(IdOf, StringComparer.Ordinal);

    /// <summary>No documents.</summary>
    public static PersistedDocuments None { get; } = new([]);

    /// <summary>How many documents there are.</summary>
    public int Count => _byId.Count;

    /// <summary>These texts.</summary>
    public static PersistedDocuments Of(params IEnumerable<string> documents) =>
        new(documents.Select(Encoding.UTF8.GetBytes));

    /// <summary>
    /// Every <c>*.graphql</c> file of a folder, and the documents of every <c>*.json</c> manifest in it
    /// (<c>{"sha256": "document"}</c>, as client generators write them).
    /// </summary>
    /// <exception cref="InvalidDataException">A manifest's key is not the sha256 of its document.</exception>
    public static PersistedDocuments FromDirectory(string path) => new(
        Directory.EnumerateFiles(path, "*.graphql", SearchOption.AllDirectories).Select(File.ReadAllBytes)
            .Concat(Directory.EnumerateFiles(path, "*.json").SelectMany(ReadManifest)));

    /// <summary>The id of a document.</summary>
    public static string IdOf(byte[] document) => Convert.ToHexStringLower(SHA256.HashData(document));

    /// <param name="id">The sha256, with or without the prefix <c>sha256:</c>.</param>
    /// <param name="document">The document's text in UTF-8.</param>
    public bool TryFind(string id, [NotNullWhen(true)] out byte[]? document) =>
        _byId.TryGetValue(id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id, out document);

    private static IEnumerable<byte[]> ReadManifest(string path)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(path));

        foreach (var entry in manifest.RootElement.EnumerateObject())
        {
            var document = Encoding.UTF8.GetBytes(entry.Value.GetString() ?? "");
            if (IdOf(document) != entry.Name.Replace(Prefix, "", StringComparison.Ordinal))
            {
                throw new InvalidDataException($"{path}: \"{entry.Name}\" is not the sha256 of its document.");
            }

            yield return document;
        }
    }
}
