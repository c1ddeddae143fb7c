using MusicGraph.Host.Import;

namespace MusicGraph.Host.Tests;

public sealed class SongTagsTests
{
    [Fact]
    public void Read_Tags_GoBeforeTheFileName()
    {
        var song = SongTags.Read(
            Info(("TITLE", "Tide"), ("ARTIST", "Odile"), ("ALBUM", "Rooms"), ("album_artist", "Various"), ("GENRE", "Folk"), ("track", "9/12"), ("DATE", "2007")),
            Path.Combine("Other", "Else", "01 Wrong.ogg"),
            "abc");

        Assert.Equal("Tide", song.Title);
        Assert.Equal(["Odile"], song.Artists);
        Assert.Equal("Rooms", song.Album);
        Assert.Equal("Various", song.AlbumArtist);
        Assert.Equal("Folk", song.Genre);
        Assert.Equal(9, song.TrackNumber);
        Assert.Equal("2007", song.ReleaseDate);
        Assert.Equal(1235, song.DurationMs);
        Assert.Equal("abc", song.ContentHash);
    }

    [Theory]
    [InlineData("silence.ogg", "silence", SongTags.UnknownArtist, null, null)]
    [InlineData("Odile/silence.ogg", "silence", "Odile", null, null)]
    [InlineData("Odile/Rooms/03 - Paper_Moons.ogg", "Paper Moons", "Odile", "Rooms", 3)]
    [InlineData("x/Odile/Rooms/03. Paper Moons.ogg", "Paper Moons", "Odile", "Rooms", 3)]
    [InlineData("1999.ogg", "1999", SongTags.UnknownArtist, null, null)]
    [InlineData("99 Luftballons.ogg", "Luftballons", SongTags.UnknownArtist, null, 99)]
    [InlineData("___.ogg", "___", SongTags.UnknownArtist, null, null)]
    public void Read_NoTags_FallsBackToFileAndFolders(string path, string title, string artist, string? album, int? track)
    {
        var song = SongTags.Read(Info(), path.Replace('/', Path.DirectorySeparatorChar), "abc");

        Assert.Equal(title, song.Title);
        Assert.Equal([artist], song.Artists);
        Assert.Equal(album, song.Album);
        Assert.Equal(track, song.TrackNumber);
    }

    [Theory]
    [InlineData("2024-05-31", "2024-05-31")]
    [InlineData("2024-05-31T12:00:00Z", "2024-05-31")]
    [InlineData("2024-05", "2024-05")]
    [InlineData("2024-13-01", "2024")]
    [InlineData("2024-02-30", "2024-02")]
    [InlineData("2024 (remastered)", "2024")]
    [InlineData("0000", null)]
    [InlineData("May 2024", null)]
    public void Read_Date_IsCutToWhatIsOne(string tag, string? expected) =>
        Assert.Equal(expected, SongTags.Read(Info(("date", tag)), "a.ogg", "abc").ReleaseDate);

    [Fact]
    public void Read_SeveralArtists_AreSplit() =>
        Assert.Equal(["A", "B, C & D"], SongTags.Read(Info(("artist", "A; B, C & D")), "a.ogg", "abc").Artists);

    private static AudioInfo Info(params (string Name, string Value)[] tags) => new(
        TimeSpan.FromMilliseconds(1234.6),
        "ogg",
        tags.ToDictionary(tag => tag.Name, tag => tag.Value, StringComparer.OrdinalIgnoreCase),
        HasPicture: false);
}
