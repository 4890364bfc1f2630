using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using GraphQLEngine.Execution;

namespace GraphQLEngine.Server;

/// <summary>
/// Finds the prepared operation by the very bytes the client sent, so that a document seen before is neither decoded
/// nor hashed a second time. Only valid documents are kept. It holds at most two generations of
/// <see cref="GenerationBytes"/>: when the younger is full the older is forgotten, and what is asked for again moves over.
/// </summary>
internal sealed class PreparedDocuments(Executor executor)
{
    private const int GenerationBytes = 4 * 1024 * 1024;

    private Generation _young = new();
    private Generation _old = new();

    /// <summary>
    /// The prepared operation, or why there is none. Throws <see cref="OperationCanceledException"/> when a token
    /// fires while a document that is not known takes its time.
    /// </summary>
    public Preparation Prepare(
        ReadOnlyMemory<byte> document, string? operationName, CancellationToken left, CancellationToken stopping)
    {
        var key = new SentDocument(document.Span, operationName);
        if (_young.TryGet(key, out var known))
        {
            return new Preparation(known, null);
        }

        if (!_old.TryGet(key, out known))
        {
            using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(left, stopping);
            var query = Encoding.UTF8.GetString(document.Span);
            var preparation = executor.Prepare(query, operationName, unwanted.Token);
            if (preparation.Operation is null)
            {
                return preparation;
            }

            known = preparation.Operation;
        }

        Keep(new KnownDocument(document.ToArray(), operationName), known);
        return new Preparation(known, null);
    }

    private void Keep(KnownDocument key, PreparedOperation operation)
    {
        if (_young.Add(key, operation) > GenerationBytes)
        {
            _old = _young;
            _young = new Generation();
        }
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<KnownDocument, PreparedOperation> _operations = new(ByBytes.Instance);
        private readonly ConcurrentDictionary<KnownDocument, PreparedOperation>.AlternateLookup<SentDocument> _bySent;
        private int _bytes;

        public Generation() => _bySent = _operations.GetAlternateLookup<SentDocument>();

        public bool TryGet(SentDocument key, [NotNullWhen(true)] out PreparedOperation? operation) =>
            _bySent.TryGetValue(key, out operation);

        /// <returns>The bytes it holds now.</returns>
        public int Add(KnownDocument key, PreparedOperation operation) => _operations.TryAdd(key, operation)
            ? Interlocked.Add(ref _bytes, key.Document.Length + 256) // The entry itself weighs, too.
            : 0;
    }

    private sealed record KnownDocument(byte[] Document, string? OperationName);

    private readonly ref struct SentDocument(ReadOnlySpan<byte> document, string? operationName)
    {
        public readonly ReadOnlySpan<byte> Document = document;
        public readonly string? OperationName = operationName;
    }

    private sealed class ByBytes : IEqualityComparer<KnownDocument>, IAlternateEqualityComparer<SentDocument, KnownDocument>
    {
        public static readonly ByBytes Instance = new();

        public bool Equals(KnownDocument? x, KnownDocument? y) =>
            x is not null && y is not null && Equals(new SentDocument(x.Document, x.OperationName), y);

        public bool Equals(SentDocument alternate, KnownDocument other) =>
            alternate.OperationName == other.OperationName && alternate.Document.SequenceEqual(other.Document);

        public int GetHashCode(KnownDocument obj) => GetHashCode(new SentDocument(obj.Document, obj.OperationName));

        // Seeded per process, so nobody can send documents that all fall into one place.
        public int GetHashCode(SentDocument alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate.Document);
            return hash.ToHashCode();
        }

        public KnownDocument Create(SentDocument alternate) =>
            new(alternate.Document.ToArray(), alternate.OperationName);
    }
}
