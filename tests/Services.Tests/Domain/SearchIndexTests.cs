using MusicGraph.Catalog.Search;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Domain;

public sealed class SearchIndexTests
{
    private readonly SearchIndex _index = new();
    private readonly Dictionary<Guid, string> _titles = [];

    public SearchIndexTests()
    {
        Add("Sunrise", "Norah Jones");
        Add("Here Comes the Sun", "The Beatles");
        Add("Sun", "Two Door Cinema Club");
        Add("Black Hole", "Sun Kil Moon");
        Add("Ágætis byrjun", "Sigur Rós");
        Add("Don't Stop", "Fleetwood Mac");
        Add("Группа крови", "Кино");
        Add("上を向いて歩こう", "坂本九");
        Add("Bohemian Rhapsody", "Queen");
    }

    [Fact]
    public void Search_OneWord_RanksWholeTitleThenTitleThenArtistThenPrefix() =>
        Assert.Equal(["Sun", "Here Comes the Sun", "Black Hole", "Sunrise"], Search("sun"));

    [Theory]
    [InlineData("agaetis", "Ágætis byrjun")]
    [InlineData("SIGUR ROS", "Ágætis byrjun")]
    [InlineData("dont stop", "Don't Stop")]
    [InlineData("don’t", "Don't Stop")]
    [InlineData("КИНО", "Группа крови")]
    [InlineData("групп", "Группа крови")]
    [InlineData("歩", "上を向いて歩こう")]
    [InlineData("queen bohem", "Bohemian Rhapsody")]
    [InlineData("ｑｕｅｅｎ", "Bohemian Rhapsody")]
    public void Search_OtherCaseAccentsOrScript_Finds(string query, string title) => Assert.Equal([title], Search(query));

    [Theory]
    [InlineData("bohemain")] // swapped
    [InlineData("bohmian")] // missing
    [InlineData("bohemiann")] // too many
    [InlineData("bohemiam")] // changed
    [InlineData("rapsody queen")]
    public void Search_OneTypo_Finds(string query) => Assert.Equal(["Bohemian Rhapsody"], Search(query));

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("!!!")]
    [InlineData("sun xyzzy")]
    [InlineData("bhmian")]
    [InlineData("som")]
    public void Search_NothingFits_FindsNothing(string query) => Assert.Empty(Search(query));

    [Fact]
    public void Search_OnlyTheLastWordMayGoOn()
    {
        Assert.Empty(Search("bohem queen"));
        Assert.Empty(Search("bohem "));
    }

    [Fact]
    public void Add_SameItemTwice_KeepsOne()
    {
        var song = Song("Twice");
        _index.Add(SearchDocument.Of(song, [], null));
        _index.Add(SearchDocument.Of(song, [], null));

        Assert.Single(_index.Search("twice", 10));
    }

    private void Add(string title, string artist)
    {
        var song = Song(title);
        _titles[song.Id] = title;
        _index.Add(SearchDocument.Of(song, [artist], null));
    }

    private string[] Search(string query) => [.. _index.Search(query, 10).Select(id => _titles[id])];

    private static Song Song(string title) =>
        new(Guid.NewGuid(), title, [Guid.NewGuid()], null, null, null, 0, null, null, null, Guid.NewGuid(), DateTimeOffset.UnixEpoch);
}
