namespace MusicGraph.GraphQL.PersistedOperations;

/// <summary>Documents in memory, bounded in bytes: the ones that were not asked for longest go first, and clients register them again.</summary>
/// <param name="maxBytes">The most that ids and texts may take together.</param>
internal sealed class InMemoryOperationDocumentStorage(long maxBytes) : IOperationDocumentStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = [];
    private long _bytes;

    public ValueTask<IOperationDocument?> TryReadAsync(OperationDocumentId documentId, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(documentId.Value, out var node)) return default;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return new(node.Value.Document);
        }
    }

    public ValueTask SaveAsync(OperationDocumentId documentId, IOperationDocument document, CancellationToken cancellationToken = default)
    {
        var entry = new Entry(documentId.Value, new OperationDocumentSourceText(document.ToArray()));
        lock (_gate)
        {
            if (entry.Size > maxBytes || _entries.ContainsKey(entry.Id)) return default;
            _entries.Add(entry.Id, _byUse.AddFirst(entry));
            _bytes += entry.Size;
            while (_bytes > maxBytes) RemoveLast();
        }

        return default;
    }

    private void RemoveLast()
    {
        var last = _byUse.Last!.Value;
        _byUse.RemoveLast();
        _entries.Remove(last.Id);
        _bytes -= last.Size;
    }

    private sealed record Entry(string Id, OperationDocumentSourceText Document)
    {
        /// <summary>Roughly what an entry takes beside its text.</summary>
        private const int Overhead = 256;

        public int Size { get; } = Document.Length + (Id.Length * sizeof(char)) + Overhead;
    }
}
