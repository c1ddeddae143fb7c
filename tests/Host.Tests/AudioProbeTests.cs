using System.Text.Json;
using MusicGraph.Host.Import;

namespace MusicGraph.Host.Tests;

public sealed class AudioProbeTests
{
    [Fact]
    public void Read_Ogg_TakesTheTagsOfTheStream()
    {
        var info = Read("""
            {
              "streams": [{ "codec_type": "audio", "duration": "12.5", "tags": { "TITLE": "Tide", "Artist": " Odile " } }],
              "format": { "format_name": "ogg", "duration": "12.345678" }
            }
            """);

        Assert.Equal("Tide", info.Tag("title"));
        Assert.Equal("Odile", info.Tag("artist"));
        Assert.Equal(12345.678, info.Duration.TotalMilliseconds, precision: 3);
        Assert.Equal("audio/ogg", info.ContentType);
        Assert.False(info.HasPicture);
    }

    [Fact]
    public void Read_Mp3WithCover_TakesTheTagsOfTheContainer()
    {
        var info = Read("""
            {
              "streams": [
                { "codec_type": "audio", "tags": { "title": "not this" } },
                { "codec_type": "video", "disposition": { "attached_pic": 1 } }],
              "format": { "format_name": "mp3", "duration": "1.0", "tags": { "title": "Tide" } }
            }
            """);

        Assert.Equal("Tide", info.Tag("title"));
        Assert.True(info.HasPicture);
        Assert.Equal("audio/mpeg", info.ContentType);
    }

    [Theory]
    [InlineData("""{ "streams": [{ "codec_type": "video" }], "format": {} }""")]
    [InlineData("""{ "streams": [{ "codec_type": "audio" }, { "codec_type": "video" }], "format": { "duration": "1" } }""")]
    [InlineData("""{ "streams": [{ "codec_type": "audio" }], "format": { "duration": "N/A" } }""")]
    [InlineData("""{ "streams": [{ "codec_type": "audio" }] }""")]
    [InlineData("{}")]
    public void Read_WhatIsNoMusic_IsRefused(string json) => Assert.Throws<NotMusicException>(() => Read(json));

    [Theory]
    [InlineData("flac", "audio/flac")]
    [InlineData("wav", "audio/wav")]
    [InlineData("mov,mp4,m4a,3gp,3g2,mj2", "audio/mp4")]
    [InlineData("xyz", "application/octet-stream")]
    public void ContentType_FollowsTheFormat(string format, string expected) =>
        Assert.Equal(expected, new AudioInfo(TimeSpan.Zero, format, new Dictionary<string, string>(), HasPicture: false).ContentType);

    private static AudioInfo Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return AudioProbe.Read(document.RootElement);
    }
}
