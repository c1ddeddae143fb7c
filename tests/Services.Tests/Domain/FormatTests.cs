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
    [InlineData("FFD8FFE000104A4649460001", "image/jpeg")]
    [InlineData("89504E470D0A1A0A0000000D", "image/png")]
    [InlineData("524946460000000057454250", "image/webp")]
    [InlineData("474946383961010001000000", null)] // GIF
    public void ContentTypeOf_TellsImages(string hex, string? expected) =>
        Assert.Equal(expected, ImageFormat.ContentTypeOf(Convert.FromHexString(hex)));
}
