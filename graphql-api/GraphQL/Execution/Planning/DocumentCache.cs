using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>What the bytes of a document in a request are; the same bytes may be different documents.</summary>
internal enum DocumentForm
{
    Text,

    /// <summary>The inside of a JSON string: a backslash is one of JSON.</summary>
    EscapedText,

    /// <summary>The id of a document of the storage. No id is a valid document, nor the other way round.</summary>
    Id,
}

/// <summary>
/// Documents by their bytes as they came in, or by their ids, bounded by what they and their plans take. Where there is no more room, those go that were
/// not used since they were last looked at (the clock algorithm): looking one up takes no lock.
/// </summary>
internal sealed class DocumentCache(int maxBytes)
{
    /// <summary>What an entry costs besides its source, roughly, in bytes, so that many small documents are counted too.</summary>
    private const int EntryOverhead = 4096;

    /// <summary>How much larger than its source a syntax tree can be: a field may be two bytes, and its node a hundred.</summary>
    private const int SyntaxFactor = 48;

    /// <summary>What a selection of a plan takes, roughly, in bytes. A short document can have large plans.</summary>
    private const int SelectionSize = 256;

    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(SourceComparer.Instance);
    private readonly Queue<Entry> _clock = [];
    private readonly Lock _gate = new();
    private long _bytes;

    public bool TryGet(ReadOnlySpan<byte> source, DocumentForm form, [NotNullWhen(true)] out CompiledDocument? document)
    {
        if (_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(source, out var entry)
            && (entry.Form == form || (form != DocumentForm.Id && entry.Form != DocumentForm.Id && !source.Contains((byte)'\\'))))
        {
            entry.WasUsed = true;
            document = entry.Document;
            return true;
        }

        document = null;
        return false;
    }

    /// <param name="length">Of the document's text, in bytes.</param>
    public void Add(byte[] source, DocumentForm form, CompiledDocument document, int length)
    {
        var entry = new Entry(source, form, document) { Size = (length * SyntaxFactor) + EntryOverhead };
        document.Planned = selections => Grow(entry, selections * SelectionSize);
        if (!_entries.TryAdd(source, entry)) return;
        lock (_gate)
        {
            _clock.Enqueue(entry);
            _bytes += entry.Size;
            entry.IsCounted = true;
            Trim();
        }
    }

    private void Grow(Entry entry, int bytes)
    {
        lock (_gate)
        {
            entry.Size += bytes;
            if (!entry.IsCounted) return;
            _bytes += bytes;
            Trim();
        }
    }

    private void Trim()
    {
        while (_bytes > maxBytes && _clock.TryDequeue(out var oldest))
        {
            if (oldest.WasUsed && _clock.Count > 0)
            {
                oldest.WasUsed = false;
                _clock.Enqueue(oldest);
                continue;
            }

            _entries.TryRemove(oldest.Source, out _);
            _bytes -= oldest.Size;
            oldest.IsCounted = false;
        }
    }

    private sealed record Entry(byte[] Source, DocumentForm Form, CompiledDocument Document)
    {
        public volatile bool WasUsed;

        /// <summary>In bytes; guarded by the cache's lock, as is whether the cache has counted it.</summary>
        public long Size { get; set; }

        public bool IsCounted { get; set; }
    }

    private sealed class SourceComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly SourceComparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] source) => GetHashCode(source.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = new HashCode();
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
