using System.Buffers.Binary;
using MusicGraph.Audio.Media;

namespace MusicGraph.Audio.Covers;

/// <summary>What the first bytes of a picture say of it, before anything is decoded.</summary>
/// <param name="ContentType"><c>image/jpeg</c>, <c>image/png</c> or <c>image/webp</c>.</param>
internal sealed record ImageHeader(string ContentType, int Width, int Height)
{
    /// <summary>Null for what is no picture, or hides how large it is.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        var type = ImageFormat.ContentTypeOf(bytes);
        var (width, height) = type switch
        {
            "image/png" => PngSize(bytes),
            "image/jpeg" => JpegSize(bytes),
            "image/webp" => WebpSize(bytes),
            _ => default,
        };
        return width > 0 && height > 0 ? new ImageHeader(type!, width, height) : null;
    }

    /// <summary>The first chunk of a PNG is its header (section 11.2.1).</summary>
    private static (int Width, int Height) PngSize(ReadOnlySpan<byte> bytes) => bytes.Length >= 24 && bytes[12..16].SequenceEqual("IHDR"u8)
        ? (BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), BinaryPrimitives.ReadInt32BigEndian(bytes[20..]))
        : default;

    /// <summary>The frame header of a JPEG (ITU-T T.81, B.2.2) comes after segments of any kind.</summary>
    private static (int Width, int Height) JpegSize(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes[2..];
        while (rest.Length >= 4 && rest[0] == 0xFF)
        {
            var marker = rest[1];
            // Fill bytes, and markers without a segment.
            if (marker == 0xFF || marker is 0x01 or (>= 0xD0 and <= 0xD7))
            {
                rest = rest[(marker == 0xFF ? 1 : 2)..];
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
                return rest.Length >= 9 ? (BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), BinaryPrimitives.ReadUInt16BigEndian(rest[5..])) : default;
            if (length < 2 || rest.Length < 2 + length)
                return default;
            rest = rest[(2 + length)..];
        }

        return default;
    }

    /// <summary>RFC 9649: a WebP is lossy, lossless or extended, and each says its size elsewhere.</summary>
    private static (int Width, int Height) WebpSize(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 30)
            return default;
        var chunk = bytes[12..16];
        if (chunk.SequenceEqual("VP8X"u8))
            return (1 + ReadUInt24(bytes[24..]), 1 + ReadUInt24(bytes[27..]));
        if (chunk.SequenceEqual("VP8 "u8))
            return (BinaryPrimitives.ReadUInt16LittleEndian(bytes[26..]) & 0x3FFF, BinaryPrimitives.ReadUInt16LittleEndian(bytes[28..]) & 0x3FFF);
        if (!chunk.SequenceEqual("VP8L"u8))
            return default;
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[21..]);
        return (1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    private static int ReadUInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
