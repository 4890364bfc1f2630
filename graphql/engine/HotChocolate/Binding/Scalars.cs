using System.Globalization;
using GraphQLEngine.Language;
using GraphQLEngine.Server;
using GraphQLEngine.Types;
using HotChocolate.Types;

namespace GraphQLEngine.Binding;

/// <summary>The scalars that C# types stand for; those past the specification's own are Hot Chocolate's.</summary>
internal static class Scalars
{
    public static ScalarType Long { get; } = new("Long")
    {
        Description = "A whole number of 64 bits: from -(2^63) to 2^63 - 1.",
        ParseValue = value => value is long ? value : value is int whole ? (long)whole : throw NotLong(Inspect.Value(value)),
        ParseLiteral = node =>
            node is IntValueNode number
            && long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
                ? whole
                : throw NotLong(node),
    };

    public static ScalarType DateTime { get; } = new("DateTime")
    {
        Description = "An instant with its offset to UTC, as RFC 3339 writes it: `2026-02-03T04:05:06.789Z`.",
        SpecifiedByUrl = "https://www.graphql-scalars.com/date-time",
        Serialize = value => value is DateTimeOffset instant ? Instants.Write(instant) : value,
        ParseValue = value => value is string text && Instants.Read(text) is { } instant
            ? instant
            : throw new ScalarException($"DateTime cannot represent: {Inspect.Value(value)}"),
        ParseLiteral = node => node is StringValueNode text && Instants.Read(text.Value) is { } instant
            ? instant
            : throw new ScalarException($"DateTime cannot represent: {node}"),
    };

    public static ScalarType Upload { get; } = new("Upload")
    {
        Description = "A file, sent beside the operation in a multipart request.",
        Serialize = _ => throw new ScalarException("Upload is for input only."),
        ParseValue = value => value switch
        {
            IFile => value,
            UploadedFile file => new SentFile(file),
            _ => throw new ScalarException("Upload must be a file of a multipart request."),
        },
        ParseLiteral = _ => throw new ScalarException("Upload must be a variable."),
    };

    /// <summary>The scalar of a .NET type, or null when it is none.</summary>
    public static ScalarType? Find(Type type) =>
        type == typeof(string) ? BuiltInScalars.String
        : type == typeof(int) ? BuiltInScalars.Int
        : type == typeof(long) ? Long
        : type == typeof(bool) ? BuiltInScalars.Boolean
        : type == typeof(double) ? BuiltInScalars.Float
        : type == typeof(DateTimeOffset) ? DateTime
        : type == typeof(IFile) ? Upload
        : null;

    private static ScalarException NotLong(object value) => new($"Long cannot represent non 64-bit signed integer value: {value}");

    private sealed class SentFile(UploadedFile file) : IFile
    {
        public string Name => file.Name;

        public long? Length => file.Length;

        public string? ContentType => file.ContentType;

        public Stream OpenReadStream() => file.OpenReadStream();

        public async Task CopyToAsync(Stream target, CancellationToken cancellationToken = default)
        {
            await using var content = file.OpenReadStream();
            await content.CopyToAsync(target, cancellationToken);
        }
    }
}
