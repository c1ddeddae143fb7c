namespace MusicGraph.Audio.Ranges;

/// <summary>Bytes from <paramref name="Start"/> to <paramref name="End"/>, both included.</summary>
internal readonly record struct ByteRange(long Start, long End)
{
    public long Length => End - Start + 1;
}
