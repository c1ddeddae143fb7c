using System.Buffers.Binary;

namespace MusicGraph.Audio.Media;

/// <summary>What the first bytes of an image say: a small file can be an image that takes gigabytes to show.</summary>
/// <param name="ContentType">Its media type, whatever the upload said.</param>
internal sealed record ImageHeader(string ContentType, int Width, int Height)
{
    /// <summary>Pixels that an image may have to a side; one that is larger takes more than 256 MB when it is shown.</summary>
    public const int LargestSide = 8_192;

    public bool IsWithinLimits => Width is > 0 and <= LargestSide && Height is > 0 and <= LargestSide;

    /// <summary>Reads the header of a JPEG, PNG or WebP; null for anything else.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ReadJpeg(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return ReadPng(bytes[8..]);
        return bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? ReadWebP(bytes[12..]) : null;
    }

    /// <summary>The chunk IHDR comes first (PNG, 11.2.1).</summary>
    private static ImageHeader? ReadPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 16 && bytes[4..8].SequenceEqual("IHDR"u8)
            ? Of("image/png", BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]))
            : null;

    /// <summary>The size is in the frame header, behind segments of any other kind (ITU T.81, B.2.2).</summary>
    private static ImageHeader? ReadJpeg(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 4 && bytes[0] == 0xFF)
        {
            var marker = bytes[1];
            if (marker == 0xFF)
            {
                bytes = bytes[1..]; // Fill bytes may stand before a marker.
                continue;
            }

            var isFrame = marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
            if (isFrame)
            {
                return bytes.Length >= 9
                    ? Of("image/jpeg", BinaryPrimitives.ReadUInt16BigEndian(bytes[7..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[5..]))
                    : null;
            }

            var next = 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
            if (next < 4 || next > bytes.Length)
                return null;
            bytes = bytes[next..];
        }

        return null;
    }

    /// <summary>RFC 9649: one of three kinds of first chunk.</summary>
    private static ImageHeader? ReadWebP(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 18)
            return null;
        var data = bytes[8..];
        if (bytes.StartsWith("VP8X"u8))
            return Of("image/webp", 1 + ReadUInt24(data[4..]), 1 + ReadUInt24(data[7..]));
        if (bytes.StartsWith("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return Of("image/webp", 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF));
        }

        return bytes.StartsWith("VP8 "u8) && data[3..6].SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? Of("image/webp", BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & 0x3FFFu, BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & 0x3FFFu)
            : null;
    }

    private static uint ReadUInt24(ReadOnlySpan<byte> bytes) => (uint)(bytes[0] | (bytes[1] << 8) | (bytes[2] << 16));

    private static ImageHeader Of(string contentType, uint width, uint height) =>
        new(contentType, (int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
}
