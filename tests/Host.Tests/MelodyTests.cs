using System.Buffers.Binary;
using MusicGraph.Host.DemoWorld;

namespace MusicGraph.Host.Tests;

public sealed class MelodyTests
{
    [Fact]
    public void ToWav_EverySong_IsAWavFileOfItsDurationThatSounds()
    {
        Assert.All(DemoContent.Songs, song =>
        {
            var wav = song.Melody.ToWav();
            var bytesPerSecond = BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(28));
            var data = wav.AsSpan(44);

            Assert.True(wav.AsSpan().StartsWith("RIFF"u8));
            Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
            Assert.Equal(data.Length, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(40)));
            Assert.Equal(song.Melody.Duration.TotalSeconds, (double)data.Length / bytesPerSecond, precision: 3);
            Assert.True(Loudest(data) is > 5000 and < short.MaxValue);
        });
    }

    [Fact]
    public void ToWav_Songs_AreAllDifferent() =>
        Assert.Distinct(DemoContent.Songs.Select(song => Convert.ToBase64String(song.Melody.ToWav())));

    [Fact]
    public void DemoContent_References_LeadSomewhere()
    {
        var users = DemoContent.Users.Select(user => user.UserName).ToHashSet();
        var songs = DemoContent.Songs.Select(song => song.Title).ToHashSet();
        var playlists = DemoContent.Playlists.Select(playlist => playlist.Name).ToHashSet();

        Assert.All(DemoContent.Songs, song => Assert.Contains(song.AddedBy, users));
        Assert.All(DemoContent.Playlists, playlist => Assert.Subset(songs, playlist.Songs.ToHashSet()));
        Assert.All(DemoContent.Playlists, playlist => Assert.Contains(playlist.Owner, users));
        Assert.All(DemoContent.Follows, follow => Assert.Subset(users, new HashSet<string> { follow.Follower, follow.Followed }));
        Assert.All(DemoContent.Shares, share => Assert.True(songs.Contains(share.Song ?? "") ^ playlists.Contains(share.Playlist ?? "")));
        Assert.Contains(DemoContent.Main.UserName, DemoContent.Shares[^1].Recipients);
    }

    private static int Loudest(ReadOnlySpan<byte> data)
    {
        var loudest = 0;
        for (var i = 0; i < data.Length; i += 2)
            loudest = Math.Max(loudest, Math.Abs((int)BinaryPrimitives.ReadInt16LittleEndian(data[i..])));
        return loudest;
    }
}
