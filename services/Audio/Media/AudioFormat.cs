namespace MusicGraph.Audio.Media;

/// <summary>Tells audio by its first bytes.</summary>
internal static class AudioFormat
{
    /// <summary>Whether these are the first bytes of a container that music comes in.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("OggS"u8) // Ogg: Vorbis, Opus, FLAC
        || bytes.StartsWith("ID3"u8) // MP3 or AAC with tags
        || bytes.StartsWith("fLaC"u8)
        || bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) // WebM
        || (bytes.Length >= 12 && bytes[4..8].SequenceEqual("ftyp"u8)) // MP4, M4A
        || (bytes.Length >= 12 && (bytes.StartsWith("RIFF"u8) || bytes.StartsWith("RF64"u8)) && bytes[8..12].SequenceEqual("WAVE"u8))
        || IsMpegFrame(bytes);

    /// <summary>A frame's header: eleven bits set; layer, bit rate and sampling rate not of the reserved values. AAC (ADTS) has layer 0.</summary>
    private static bool IsMpegFrame(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 4 || bytes[0] != 0xFF || (bytes[1] & 0xE0) != 0xE0)
            return false;
        var layer = (bytes[1] >> 1) & 0b11;
        if (layer == 0)
            return (bytes[1] & 0xF0) == 0xF0 && ((bytes[2] >> 2) & 0b1111) < 13;
        var version = (bytes[1] >> 3) & 0b11;
        return version != 0b01 && bytes[2] >> 4 != 0b1111 && ((bytes[2] >> 2) & 0b11) != 0b11;
    }
}
