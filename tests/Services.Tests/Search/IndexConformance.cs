using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;
using MusicGraph.Search.Queries;

namespace MusicGraph.Services.Tests.Search;

/// <summary>What every index must do, wherever it is kept.</summary>
public abstract class IndexConformance : IAsyncLifetime
{
    private readonly SearchEngine _engine = new(TimeSpan.FromSeconds(30));
    private readonly Dictionary<Guid, string> _titles = [];
    private int _songs;

    private protected IIndexStore Store { get; private set; } = null!;

    /// <summary>A store that is not open yet, on what earlier stores of this test have kept.</summary>
    private protected abstract IIndexStore Create();

    public async ValueTask InitializeAsync()
    {
        Store = Create();
        await Store.OpenAsync(Cancelled);
    }

    public virtual async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Search_OneWord_RanksTitleThenBeginningThenWordsThenOthers()
    {
        await PutAsync("Sunrise", "Norah Jones");
        await PutAsync("Here Comes the Sun", "The Beatles");
        await PutAsync("Sun", "Two Door Cinema Club");
        await PutAsync("Black Hole", "Sun Kil Moon");

        Assert.Equal(["Sun", "Sunrise", "Here Comes the Sun", "Black Hole"], await FindAsync("sun"));
    }

    [Fact]
    public async Task Search_OfEqualFit_ThePopularComeFirstThenTheShort()
    {
        await PutAsync("Summer of the long and lonely roads", popularity: 0);
        await PutAsync("Summer", popularity: 1);
        await PutAsync("Summer Nights", popularity: 0);
        await PutAsync("Summer Wine and other drinks", popularity: 80);

        Assert.Equal(
            ["Summer Wine and other drinks", "Summer", "Summer Nights", "Summer of the long and lonely roads"], await FindAsync("summ"));
    }

    [Theory]
    [InlineData("agaetis", "Ágætis byrjun")]
    [InlineData("SIGUR ROS", "Ágætis byrjun")]
    [InlineData("dont stop", "Don't Stop")]
    [InlineData("don’t", "Don't Stop")]
    [InlineData("КИНО", "Группа крови")]
    [InlineData("групп", "Группа крови")]
    [InlineData("歩", "上を向いて歩こう")]
    [InlineData("歩こう", "上を向いて歩こう")]
    [InlineData("う", "上を向いて歩こう")]
    [InlineData("ウエ", "うえをむいて")]
    [InlineData("queen bohem", "Bohemian Rhapsody")]
    [InlineData("ｑｕｅｅｎ", "Bohemian Rhapsody")]
    [InlineData("살", "사랑해")]
    [InlineData("사라", "사랑해")]
    [InlineData("ام كلث", "أنت عمري")]
    [InlineData("θάλασσα", "ΘΑΛΑΣΣΑ")]
    [InlineData("ธิเบ", "คาราบาว ทิเบตธิเบต")]
    [InlineData("!!!", "!!!")]
    public async Task Search_OtherCaseAccentsOrScript_Finds(string query, string title)
    {
        await PutAsync("Ágætis byrjun", "Sigur Rós");
        await PutAsync("Don't Stop", "Fleetwood Mac");
        await PutAsync("Группа крови", "Кино");
        await PutAsync("上を向いて歩こう", "坂本九");
        await PutAsync("うえをむいて", "Kyu");
        await PutAsync("Bohemian Rhapsody", "Queen");
        await PutAsync("사랑해", "김연우");
        await PutAsync("أنت عمري", "أم كلثوم");
        await PutAsync("ΘΑΛΑΣΣΑ", "Χάρις");
        await PutAsync("คาราบาว ทิเบตธิเบต", "คาราบาว");
        await PutAsync("!!!", "Chk");

        Assert.Contains(title, await FindAsync(query));
        Assert.True((await FindAsync(query)).Count <= 2);
    }

    [Theory]
    [InlineData("bohemain ")] // swapped
    [InlineData("bohmian")] // missing
    [InlineData("bohemiann")] // too many
    [InlineData("bohemiam ")] // changed
    [InlineData("rhabsodi ")] // two edits of a long word
    [InlineData("rapsody queen")]
    [InlineData("qeuen")] // swapped
    [InlineData("boehm")] // not typed to its end
    [InlineData("quwe")]
    [InlineData("lovley")]
    [InlineData("queen lovelyy")]
    public async Task Search_Typos_Finds(string query)
    {
        await PutAsync("Bohemian Rhapsody", "Queen Lovely");
        await PutAsync("Unrelated", "Somebody");

        Assert.Equal(["Bohemian Rhapsody"], await FindAsync(query));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("???")]
    [InlineData("sun xyzzy")]
    [InlineData("bhmian ")] // two edits of a word of six letters
    [InlineData("som")] // three letters are as typed
    [InlineData("1985")] // and so are numbers
    [InlineData("bohem queen")] // only the last word may go on
    [InlineData("bohe ")]
    public async Task Search_NothingFits_FindsNothing(string query)
    {
        await PutAsync("Sun", "Nobody");
        await PutAsync("1984", "Nobody");
        await PutAsync("Bohemian Rhapsody", "Queen");

        Assert.Empty(await FindAsync(query));
    }

    [Fact]
    public async Task Search_FewFitAsTyped_WhatWouldFitButForATypoComesAfterThem()
    {
        await PutAsync("Beatels Tribute");
        await PutAsync("Yesterday", "Beatles", popularity: 90);

        Assert.Equal(["Beatels Tribute", "Yesterday"], await FindAsync("beatels"));
    }

    [Theory]
    [InlineData("\" OR \"")]
    [InlineData("title:sun NEAR(a b) ^x *")]
    [InlineData("first : sun")]
    [InlineData("' ; DROP TABLE doc --")]
    [InlineData("sun\0moon \\ & | ! ( ) : <-> 'x'")]
    [InlineData("\uD800 \uDFFF \U000F0001 \U00100801")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u v w x y z a b c d e f g h i j k l m n o p q r s t u v w x y z")]
    public async Task Search_WhateverIsTyped_IsWordsAndNothingElse(string query)
    {
        await PutAsync("Sun");

        Assert.Empty(await FindAsync(query));
    }

    [Fact]
    public async Task Search_VeryLongWords_AreCut()
    {
        var word = new string('x', 190);
        await PutAsync(word);

        Assert.Equal([word], await FindAsync(word));
    }

    [Fact]
    public async Task Search_Filters_LeaveOutWhatDoesNotFit()
    {
        await PutAsync(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, "Rain One", []) { Genres = ["jazz"], Country = "SE", Year = 1994 });
        await PutAsync(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, "Rain Two", []) { Genres = ["rock"], Country = "SE", Year = 2004, IsExplicit = true });
        await PutAsync(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, "Rain Three", []) { Genres = ["jazz", "rock"], Country = "DE", Year = 1999, Markets = ["DE", "AT"] });
        await PutAsync(new SearchDocument(SearchType.Artist, Guid.NewGuid(), 1, "Rain", []) { Markets = [] });

        Assert.Equal(["Rain One", "Rain Three"], Sorted(await FindAsync("rain", new SearchFilter(Genre: "jazz"))));
        Assert.Equal(["Rain Three", "Rain Two"], Sorted(await FindAsync("rain", new SearchFilter(Genre: "rock"))));
        Assert.Empty(await FindAsync("rain", new SearchFilter(Genre: "polka")));
        Assert.Equal(["Rain One", "Rain Two"], Sorted(await FindAsync("rain", new SearchFilter(Country: "SE"))));
        Assert.Equal(["Rain One", "Rain Three"], Sorted(await FindAsync("rain", new SearchFilter(YearFrom: 1990, YearTo: 1999))));
        Assert.Equal(["Rain Three", "Rain Two"], Sorted(await FindAsync("rain", new SearchFilter(YearFrom: 1995))));
        Assert.Equal(["Rain One"], await FindAsync("rain", new SearchFilter(YearTo: 1995)));
        Assert.Empty(await FindAsync("rain", new SearchFilter(YearFrom: 1999, YearTo: 1990)));
        Assert.Equal(["Rain Two"], await FindAsync("rain", new SearchFilter(IsExplicit: true)));
        Assert.Equal(["Rain One", "Rain Two"], Sorted(await FindAsync("rain", new SearchFilter(AvailableIn: "SE"))));
        Assert.Equal(["Rain One", "Rain Three", "Rain Two"], Sorted(await FindAsync("rain", new SearchFilter(AvailableIn: "AT"))));
        Assert.Equal(["Rain One"], await FindAsync("rain one", new SearchFilter("jazz", "SE", 1994, 1994, false, "US")));
    }

    [Fact]
    public async Task Search_ByType_AnswersEachWithItsOwnCount()
    {
        foreach (var type in Enum.GetValues<SearchType>())
        {
            for (var i = 0; i < 3; i++)
                await PutAsync(new SearchDocument(type, Guid.NewGuid(), 1, $"Echo {type} {i}", []) { Popularity = i });
        }

        var answer = await _engine.SearchAsync(
            Store,
            new SearchRequest("echo", Types: [SearchType.Song, SearchType.User], Pages: [new(SearchType.Song, 2), new(SearchType.Album, 2), new(null, 4)], Facets: true),
            Cancelled);

        Assert.Equal(["Echo Song 2", "Echo Song 1"], Titles(answer.Pages[0]));
        Assert.Equal((3, true, false), (answer.Pages[0].TotalCount, answer.Pages[0].HasNextPage, answer.Pages[0].IsEstimate));
        Assert.Empty(answer.Pages[1].Hits);
        Assert.Equal(["Echo Song 2", "Echo User 2", "Echo Song 1", "Echo User 1"], Titles(answer.Pages[2]));
        Assert.Equal(6, answer.Pages[2].TotalCount);
        Assert.Equal([(SearchType.Song, 3), (SearchType.User, 3)], answer.Facets!.Types.Select(count => (count.Type, count.Count)));
    }

    [Fact]
    public async Task Search_Facets_CountGenresCountriesAndDecades()
    {
        await PutAsync(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, "Wave A", []) { Genres = ["jazz"], Country = "BR", Year = 1963 });
        await PutAsync(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, "Wave B", []) { Genres = ["jazz"], Country = "US", Year = 1967 });
        await PutAsync(new SearchDocument(SearchType.Album, Guid.NewGuid(), 1, "Wave C", []) { Genres = ["rock"], Year = 2001 });
        await PutAsync(new SearchDocument(SearchType.User, Guid.NewGuid(), 1, "Waveline", []));

        var facets = (await _engine.SearchAsync(Store, new SearchRequest("wave", Facets: true), Cancelled)).Facets!;

        Assert.Equal([new SearchFacetCount("jazz", 2), new SearchFacetCount("rock", 1)], facets.Genres);
        Assert.Equal([new SearchFacetCount("BR", 1), new SearchFacetCount("US", 1)], facets.Countries);
        Assert.Equal([new SearchDecadeCount(2000, 1), new SearchDecadeCount(1960, 2)], facets.Decades);
        Assert.False(facets.IsEstimate);
    }

    [Fact]
    public async Task Search_FacetsOfWhatWasChangedOrRemoved_CountWhatIsThereNow_AlsoAfterOpeningAgain()
    {
        var (changed, moved, removed) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        SearchDocument Wave(Guid id, string genre, long version) => Song("Wave", id, version) with { Genres = [genre], Country = "BR", Year = 1963 };
        await PutAsync(Wave(changed, "jazz", 1));
        await PutAsync(Wave(moved, "jazz", 1));
        await PutAsync(Wave(removed, "jazz", 1));
        await PutAsync(Wave(changed, "rock", 2) with { Country = "US", Year = null });
        await PutAsync(Wave(moved, "rock", 2) with { Popularity = 50 });
        await Store.WriteAsync([DocumentChange.Remove(removed, 2)], Cancelled);

        for (var round = 0; round < 2; round++)
        {
            var facets = (await _engine.SearchAsync(Store, new SearchRequest("wav", Facets: true), Cancelled)).Facets!;
            Assert.Equal([new SearchFacetCount("rock", 2)], facets.Genres);
            Assert.Equal([new SearchFacetCount("BR", 1), new SearchFacetCount("US", 1)], facets.Countries);
            Assert.Equal([new SearchDecadeCount(1960, 1)], facets.Decades);
            await Store.DisposeAsync();
            Store = Create();
            await Store.OpenAsync(Cancelled);
        }
    }

    [Theory]
    [InlineData("supercali", 12)]
    [InlineData("supercal", 60)]
    [InlineData("night supercal", 60)]
    public async Task Search_LongBeginningOfFewOrManyWords_FindsAllOfThem(string query, int count)
    {
        for (var i = 0; i < 60; i++)
            await PutAsync($"Supercal{(i < 12 ? 'i' : 'o')}{(char)('a' + (i % 26))}{(char)('a' + (i / 26))} Night");

        Assert.Equal(count, (await FindAsync(query)).Count);
    }

    [Fact]
    public async Task Search_PageByPage_EveryResultComesOnceInTheOrderOfOnePage()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            await PutAsync(new SearchDocument(
                (SearchType)random.Next(7),
                Guid.NewGuid(),
                1,
                random.Next(5) switch { 0 => "Moon", 1 => $"Moon River {i}", 2 => $"Blue Moon {i}", 3 => $"Moons {i}", _ => $"Other {i}" },
                ["Moon"])
            {
                Popularity = random.Next(3),
            });
        }

        foreach (var type in (SearchType?[])[null, SearchType.Song])
        {
            var whole = (await _engine.SearchAsync(Store, new SearchRequest("moon", Pages: [new(type, 100)]), Cancelled)).Pages[0];
            var parts = new List<Guid>();
            string? after = null;
            do
            {
                var page = (await _engine.SearchAsync(Store, new SearchRequest("moon", Pages: [new(type, 7, after)]), Cancelled)).Pages[0];
                parts.AddRange(page.Hits.Select(hit => hit.Id));
                Assert.Equal(whole.TotalCount, page.TotalCount);
                after = page.HasNextPage ? page.Hits[^1].Cursor : null;
            }
            while (after is not null);

            Assert.Equal(whole.Hits.Select(hit => hit.Id), parts);
            Assert.Equal(whole.TotalCount, parts.Count);
        }
    }

    [Fact]
    public async Task Search_MoreThanAreCounted_SaysSo()
    {
        await Store.WriteAsync(
            [.. Enumerable.Range(0, Tally.Most + 5).Select(i => DocumentChange.Put(Song($"Rain {i}")))], Cancelled);

        var page = (await _engine.SearchAsync(Store, new SearchRequest("rain", Pages: [new(SearchType.Song, 3)]), Cancelled)).Pages[0];

        Assert.Equal((Tally.Most, true, 3), (page.TotalCount, page.IsEstimate, page.Hits.Count));
    }

    [Fact]
    public async Task Write_OlderOrSameVersion_IsPassedOver()
    {
        var id = Guid.NewGuid();
        await PutAsync(Song("Third", id, version: 3));
        await PutAsync(Song("Second", id, version: 2));
        await PutAsync(Song("Again", id, version: 3));

        Assert.Equal([id], await IdsAsync("third"));
        Assert.Empty(await IdsAsync("second"));
        Assert.Empty(await IdsAsync("again"));
    }

    [Fact]
    public async Task Write_ChangeOfTitleTypeOrPopularity_TakesTheOldOnesPlace()
    {
        var id = Guid.NewGuid();
        await PutAsync(Song("Before", id));
        await PutAsync(Song("After", id, version: 2) with { Popularity = 50 });

        Assert.Empty(await IdsAsync("before"));
        Assert.Equal([id], await IdsAsync("after"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Write_Removed_StaysRemovedWhateverComesLate()
    {
        var id = Guid.NewGuid();
        await PutAsync(Song("Gone", id));
        await Store.WriteAsync([DocumentChange.Remove(id, 3)], Cancelled);
        await PutAsync(Song("Gone", id, version: 2));

        Assert.Empty(await IdsAsync("gone"));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Write_ManyVersionsTogether_KeepsTheLast()
    {
        var id = Guid.NewGuid();
        await Store.WriteAsync(
            [DocumentChange.Put(Song("One", id)), DocumentChange.Put(Song("Three", id, 3)), DocumentChange.Put(Song("Two", id, 2))], Cancelled);

        Assert.Equal([id], await IdsAsync("three"));
        Assert.Equal(1, await CountAsync());
    }

    [Fact]
    public async Task Open_WhatWasWritten_IsThere()
    {
        await PutAsync("Kept forever", popularity: 7);
        await Store.DisposeAsync();
        Store = Create();
        await Store.OpenAsync(Cancelled);

        Assert.Equal(["Kept forever"], await FindAsync("kept"));
        await PutAsync("Kept as well");
        Assert.Equal(2, (await FindAsync("kept")).Count);
    }

    [Fact]
    public async Task Build_TheOldIndexAnswersUntilTheNewOneTakesItsPlaceWithWhatWasWrittenMeanwhile()
    {
        var removed = Guid.NewGuid();
        await PutAsync("Old song");
        await PutAsync(Song("Removed song", removed));
        await Store.WriteAsync([DocumentChange.Remove(removed, 5)], Cancelled);
        Assert.Null(Store.BuiltAt);

        await using (var build = (await Store.BuildAsync(Cancelled))!)
        {
            Assert.Null(await Store.BuildAsync(Cancelled));
            var fresh = Song("New song");
            _titles[fresh.Id] = fresh.Title;
            await build.WriteAsync([DocumentChange.Put(fresh), DocumentChange.Put(Song("Removed song", removed, 4))], Cancelled);
            await PutAsync("Meanwhile song");
            Assert.Equal(["Meanwhile song", "Old song"], Sorted(await FindAsync("song")));

            await build.FinishAsync(DateTimeOffset.UnixEpoch, Cancelled);
        }

        Assert.Equal(["Meanwhile song", "New song"], Sorted(await FindAsync("song")));
        Assert.Equal(["New song"], await FindAsync("new snog"));
        Assert.Equal(DateTimeOffset.UnixEpoch, Store.BuiltAt);
        await PutAsync("Later song");
        Assert.Equal(3, await CountAsync());
    }

    [Fact]
    public async Task Build_NotFinished_ChangesNothing()
    {
        await PutAsync("Old song");
        await using (var build = (await Store.BuildAsync(Cancelled))!)
            await build.WriteAsync([DocumentChange.Put(Song("New song"))], Cancelled);

        Assert.Equal(["Old song"], await FindAsync("song"));
        await using var next = await Store.BuildAsync(Cancelled);
        Assert.NotNull(next);
    }

    [Fact]
    public async Task Build_WhileOthersSearchAndWrite_NoneFails()
    {
        await PutAsync("Steady song");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var searches = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
                Assert.NotEmpty(await IdsAsync("steady"));
        })).ToList();

        for (var i = 0; i < 3; i++)
        {
            await using var build = (await Store.BuildAsync(Cancelled))!;
            await build.WriteAsync([DocumentChange.Put(Song("Steady rebuilt"))], Cancelled);
            await PutAsync($"Meanwhile {i}");
            await build.FinishAsync(DateTimeOffset.UnixEpoch, Cancelled);
        }

        await stop.CancelAsync();
        await Task.WhenAll(searches);
    }

    private static List<string> Sorted(IReadOnlyList<string> titles) => [.. titles.Order(StringComparer.Ordinal)];

    private List<string> Titles(SearchPage page) => [.. page.Hits.Select(hit => _titles[hit.Id])];

    private SearchDocument Song(string title, Guid? id = null, long version = 1) =>
        new(SearchType.Song, id ?? new Guid(++_songs, 0, 0, new byte[8]), version, title, []);

    private Task PutAsync(string title, string artist = "Nobody At All", int popularity = 0) =>
        PutAsync(Song(title) with { Others = [artist], Popularity = popularity });

    private async Task PutAsync(SearchDocument document)
    {
        _titles[document.Id] = document.Title;
        await Store.WriteAsync([DocumentChange.Put(document)], Cancelled);
    }

    private async Task<IReadOnlyList<string>> FindAsync(string text, SearchFilter? filter = null) =>
        [.. (await IdsAsync(text, filter)).Select(id => _titles[id])];

    private async Task<IReadOnlyList<Guid>> IdsAsync(string text, SearchFilter? filter = null)
    {
        var request = new SearchRequest(text, filter, Pages: [new(null, 100)]);
        Assert.Null(SearchRules.Check(request));
        var answer = await _engine.SearchAsync(Store, request, Cancelled);
        Assert.False(answer.IsPartial);
        Assert.Equal(answer.Pages[0].Hits.Count, answer.Pages[0].TotalCount);
        return [.. answer.Pages[0].Hits.Select(hit => hit.Id)];
    }

    private async Task<long> CountAsync()
    {
        await using var reader = await Store.ReadAsync(Cancelled);
        return await reader.CountAsync(Cancelled);
    }
}
