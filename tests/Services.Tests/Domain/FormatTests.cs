using MusicGraph.Audio.Media;

namespace MusicGraph.Services.Tests.Domain;

public sealed class FormatTests
{
    [Theory]
    [InlineData("OggS............", true)]
    [InlineData("ID3.............", true)]
    [InlineData("fLaC............", true)]
    [InlineData("....ftypM4A ....", true)]
    [InlineData("RIFF....WAVEfmt ", true)]
    [InlineData("RIFF....WEBPVP8 ", false)]
    [InlineData("<!doctype html>.", false)]
    [InlineData("MZ..............", false)]
    [InlineData("Og", false)]
    public void IsKnown_Text_TellsAudio(string bytes, bool expected) =>
        Assert.Equal(expected, AudioFormat.IsKnown(System.Text.Encoding.Latin1.GetBytes(bytes)));

    [Theory]
    [InlineData("FFFB9064", true)] // MPEG 1 layer III
    [InlineData("FFF15080", true)] // AAC, ADTS
    [InlineData("1A45DFA3", true)] // WebM
    [InlineData("FFD8FFE0", false)] // JPEG
    [InlineData("FFFFFFFF", false)]
    public void IsKnown_Bytes_TellsAudio(string hex, bool expected) =>
        Assert.Equal(expected, AudioFormat.IsKnown(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("89504E470D0A1A0A0000000D4948445200000140000000F0", "image/png", 320, 240)]
    [InlineData("89504E470D0A1A0A0000000D49484452FFFFFFFFFFFFFFFF", "image/png", int.MaxValue, int.MaxValue)]
    [InlineData("FFD8FFE000060000FFFFFFFFC0000B0800F0014003", "image/jpeg", 320, 240)]
    [InlineData("FFD8FFC4000400FFFFC2000B08FFFFFFFF03", "image/jpeg", 65_535, 65_535)]
    [InlineData("52494646000000005745425056503820000000000000009D012A4001F000", "image/webp", 320, 240)]
    [InlineData("5249464600000000574542505650384C000000002F3FC13B000000000000", "image/webp", 320, 240)]
    [InlineData("5249464600000000574542505650385800000000000000003F0100EF0000", "image/webp", 320, 240)]
    public void ImageHeader_TellsKindAndSize(string hex, string type, int width, int height) =>
        Assert.Equal(new ImageHeader(type, width, height), ImageHeader.Read(Convert.FromHexString(hex)));

    [Theory]
    [InlineData("474946383961010001000000")] // GIF
    [InlineData("3C68746D6C3E3C7363726970743E")] // HTML
    [InlineData("89504E470D0A1A0A0000000D")] // ends before it says anything
    [InlineData("89504E470D0A1A0A0000000D4944415400000140000000F0")] // does not begin with IHDR
    [InlineData("FFD8FFE0FFFF0000")] // a segment that is longer than the file
    [InlineData("FFD8FFE00000FFC0000B0800F0014003")] // a segment without a length
    [InlineData("FFD8FFFFFFFFFFFF")]
    [InlineData("524946460000000057454250565038200000000000000000000000400100F0")] // VP8 without its start code
    public void ImageHeader_OfAnythingElse_IsNone(string hex) => Assert.Null(ImageHeader.Read(Convert.FromHexString(hex)));
}
