using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>
/// Documents by their bytes as they came in, bounded by the sum of those bytes. Where there is no more room, those go that were
/// not used since they were last looked at (the clock algorithm): looking one up takes no lock.
/// </summary>
internal sealed class DocumentCache(int maxBytes)
{
    /// <summary>What an entry costs besides its source, roughly, in bytes, so that many small documents are counted too.</summary>
    private const int EntryOverhead = 4096;

    private readonly ConcurrentDictionary<byte[], Entry> _entries = new(SourceComparer.Instance);
    private readonly Queue<Entry> _clock = [];
    private readonly Lock _gate = new();
    private long _bytes;

    public bool TryGet(ReadOnlySpan<byte> source, [NotNullWhen(true)] out CompiledDocument? document)
    {
        if (_entries.GetAlternateLookup<ReadOnlySpan<byte>>().TryGetValue(source, out var entry))
        {
            entry.WasUsed = true;
            document = entry.Document;
            return true;
        }

        document = null;
        return false;
    }

    public void Add(byte[] source, CompiledDocument document)
    {
        var entry = new Entry(source, document);
        if (!_entries.TryAdd(source, entry)) return;
        lock (_gate)
        {
            _clock.Enqueue(entry);
            _bytes += entry.Size;
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
            }
        }
    }

    private sealed record Entry(byte[] Source, CompiledDocument Document)
    {
        public volatile bool WasUsed;

        public int Size => (Source.Length * 8) + EntryOverhead;
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
