using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;

namespace MusicGraph.Gateway.Tests;

internal sealed record FakeRequest(string AppId, string Method, string Path, IQueryCollection Query, string Body)
{
    public T Read<T>() => JsonSerializer.Deserialize<T>(Body, ServiceJson.Options)!;
}

/// <summary>A small world: one user per index, songs with artists and albums of their own, one playlist of all songs.</summary>
internal sealed class FakeServices
{
    /// <summary>What the audio service puts behind every address.</summary>
    public const string Signature = "expires=1&signature=s";

    private readonly Dictionary<(string AppId, string Method, string Path), Func<FakeRequest, IResult>> _overrides = [];

    public FakeServices() => Grow(50);

    public bool SidecarIsReady { get; set; } = true;

    public HashSet<string> Unhealthy { get; } = [];

    public FakeMedia Media { get; } = new();

    public FakeStreams Streams { get; } = new();

    /// <summary>All that a caller follows.</summary>
    public FollowedIds Followed { get; set; } = new([], []);

    /// <summary>Shares that a test has made.</summary>
    public List<Share> MadeShares { get; } = [];

    public List<User> Users { get; } =
    [
        new(Id(1, 1), "ada", "Ada", "Listens a lot.", Time(1)),
        new(Id(1, 2), "ben", "Ben", null, Time(2)),
    ];

    public List<Song> Songs { get; } = [];

    public List<Album> Albums { get; } = [];

    public List<Artist> Artists { get; } = [];

    public Genre Genre { get; } = new("synth-pop", "Synth-pop", 50);

    public Show Show { get; } = new(Id(7, 1), "Signals", "Ada", "About radio.", "feed", Id(1, 1), Time(1)) { Languages = ["en"] };

    public Episode Episode { get; } = new(Id(8, 1), Id(7, 1), "guid-1", "Long waves", "The first.", 1_800_000, "2024-05-01", Id(1, 1), Time(2));

    public Playlist Playlist { get; private set; } = null!;

    public List<PlaylistItem> Items { get; } = [];

    /// <summary>One of each kind, in turns by either user.</summary>
    public List<Share> Shares => [.. new[]
    {
        (ShareKind.Song, Songs[0].Id), (ShareKind.Album, Albums[0].Id), (ShareKind.Artist, Artists[0].Id), (ShareKind.Playlist, Playlist.Id),
    }.Select((subject, i) => new Share(Id(7, i + 1), Users[i % 2].Id, subject.Item1, subject.Id, "Listen!", i == 0 ? [Ben.Id] : [], Time(i), i == 0 ? ShareAudience.Named : ShareAudience.Everyone))];

    private List<Activity> Activities =>
    [
        new(Id(9, 1), Ada.Id, ActivityKind.FollowedUser, Ben.Id, Time(1)),
        new(Id(9, 2), Ben.Id, ActivityKind.FollowedArtist, Artists[0].Id, Time(2)),
        new(Id(9, 3), Ada.Id, ActivityKind.LikedShare, Shares[0].Id, Time(3)),
        new(Id(9, 4), Ben.Id, ActivityKind.CreatedPlaylist, Playlist.Id, Time(4)),
    ];

    private List<ReportCase> Cases =>
    [
        new(ReportSubject.Share, Shares[0].Id, 1, [new Report(ReportSubject.Share, Shares[0].Id, Ben.Id, ReportReason.Spam, null, Time(5))], Time(5), Shares[0]),
        new(ReportSubject.User, Ben.Id, 1, [new Report(ReportSubject.User, Ben.Id, Ada.Id, ReportReason.Other, "Loud", Time(6))], Time(6)),
    ];

    public User Ada => Users[0];

    public User Ben => Users[1];

    /// <summary>The id of something, the same in every run.</summary>
    public static Guid Id(int kind, int number) => new(kind, (short)number, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    public static DateTimeOffset Time(int minute) => new DateTimeOffset(2024, 5, 1, 12, 0, 0, TimeSpan.Zero).AddMinutes(minute);

    /// <summary>Adds songs until there are so many, each with an album and an artist of its own, and puts them into the playlist.</summary>
    public void Grow(int songs)
    {
        for (var i = Songs.Count + 1; i <= songs; i++)
        {
            Artists.Add(new Artist(Id(4, i), $"Artist {i}", "SE", Time(i)) { GenreSlugs = [Genre.Slug] });
            Albums.Add(new Album(Id(3, i), $"Album {i}", [Id(4, i)], "2024-05", Ada.Id, Time(i)));
            Songs.Add(new Song(Id(2, i), $"Song {i}", [Id(4, i)], Id(3, i), "synth-pop", i, 180_000 + i, "2024-05-31", "SE", null, Ada.Id, Time(i)));
            Items.Add(new PlaylistItem(Id(6, i), Id(2, i), i % 2 == 0 ? Ben.Id : Ada.Id, Time(i)));
        }

        Playlist = new Playlist(Id(5, 1), Ada.Id, "Everything", null, Visibility.Public, Items.Count, Items.Count, Time(0), Time(songs),
            DurationMs: 3_000_000_000, [new Collaborator(Ben.Id, CollaboratorRole.Editor, Time(1))]);
    }

    /// <summary>Answers a route otherwise than the world would.</summary>
    public void On(string appId, string method, string path, Func<FakeRequest, IResult> answer) => _overrides[(appId, method, path)] = answer;

    public void OnProblem(string appId, string method, string path, int status, string code, string detail, params (string Name, object Value)[] members)
    {
        var problem = new JsonObject { ["status"] = status, ["code"] = code, ["detail"] = detail };
        foreach (var (name, value) in members)
            problem[name] = JsonValue.Create(value.ToString());
        On(appId, method, path, _ => Results.Text(problem.ToJsonString(), "application/problem+json", statusCode: status));
    }

    public IResult Answer(FakeRequest request)
    {
        if (_overrides.TryGetValue((request.AppId, request.Method, request.Path), out var answer))
            return answer(request);

        return (request.AppId, request.Path) switch
        {
            ("users", "users/batch") => Json(Users.Where(user => Ids(request).Contains(user.Id))),
            ("users", "users/me/sessions") => Json(new[] { new ActiveSession(Id(9, 1), "Desk", Time(1), Time(2), Time(3), IsCurrent: true) }),
            ("users", "users/me") => Json(new Account(Ada, "ada@example.com", [Role.Listener])),
            ("users", "users") when request.Method == "GET" => Json(ToPage(Users, request)),
            ("users", "clients") => Json(ToPage([new PartnerClient(Id(10, 1), "c1", "Magazine", ["shares:read"], Ben.Id, Time(1), null, [new(Time(1), null)])], request)),
            ("users", var path) when path == $"users/{Ben.Id}/roles" => Json(new UserRoles(Ben, [Role.Artist], [.. Artists[..2].Select(artist => artist.Id)])),
            ("users", "users/by-name/ada") => Json(Ada),
            ("catalog", "items/batch") => Json(Songs.Cast<CatalogItem>().Concat(Albums).Concat(Artists).Append(Show).Append(Episode).Where(item => Ids(request).Contains(item.Id))),
            ("catalog", "songs" or "songs/popular") when request.Method == "GET" => Json(ToPage(Songs, request)),
            ("catalog", "albums" or "albums/popular" or "albums/new-releases") when request.Method == "GET" => Json(ToPage(Albums, request)),
            ("catalog", "artists" or "artists/popular") when request.Method == "GET" => Json(ToPage(Artists, request)),
            ("catalog", "genres") => Json(new[] { Genre }),
            ("search", "search") => Json(Found(request.Read<SearchRequest>())),
            ("catalog", "songs/windows") => Json(request.Read<SongWindowsRequest>().Windows.Select(window => ToPage(SongsOf(window), window.Page))),
            ("catalog", "albums/windows") => Json(request.Read<AlbumWindowsRequest>().Windows.Select(window =>
                ToPage(Albums.Where(album => album.ArtistIds.Contains(window.ArtistId)).ToList(), window.Page))),
            ("catalog", "artists/related") => Json(Ids(request).Select(id => new RelatedTo(id, Artists[..3]))),
            ("catalog", "shows" or "shows/popular") when request.Method == "GET" => Json(ToPage([Show, Show with { Id = Id(7, 2), Title = "Noise" }], request)),
            ("catalog", "episodes/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window =>
                ToPage([Episode with { ShowId = window.ParentId }], window.Page))),
            ("playlists", "playlists") when request.Method == "GET" => Json(ToPage([Playlist], request)),
            ("playlists", "playlists/batch") => Json(Ids(request).Contains(Playlist.Id) ? [Playlist] : Array.Empty<Playlist>()),
            ("playlists", "playlists/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window =>
                ToPage<Playlist>(window.ParentId == Ada.Id ? [Playlist] : [], window.Page))),
            ("playlists", "playlists/items/batch") => Json(request.Read<ItemsBatchRequest>().Windows.Select(window =>
                window.PlaylistId == Playlist.Id ? ToPage(Items, window.Page) : null)),
            ("playlists", "playlists/follows/batch") => Json(Ids(request).Select(id => new PlaylistFollows(id, 3, true))),
            ("playlists", "playlists/history/batch") => Json(request.Read<ItemsBatchRequest>().Windows.Select(window => ToPage(
                [new PlaylistHistoryEntry(1, PlaylistChangeKind.Added, Ben.Id, Time(1), 1, [Songs[0].Id], To: 0)], window.Page))),
            ("playlists", "playlists/followed" or "playlists/shared") => Json(ToPage([Playlist], request)),
            ("playlists", "likes/batch") => Json(Ids(request).Take(1)),
            ("playlists", "likes") when request.Method == "GET" => Json(Playlist),
            ("social", "profiles/batch") => Json(Ids(request).Select(id => new SocialProfile(id, 1, 2, 3, false, false, true, false, true, false, true))),
            ("social", "artists/follows/batch") => Json(Ids(request).Select(id => new ArtistFollows(id, 4, true))),
            ("social", "artists-followed/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage([Artists[0].Id], window.Page))),
            ("social", "feed") => Json(ToPage(Shares, request)),
            ("social", "shares/batch") => Json(Shares.Concat(MadeShares).Where(share => Ids(request).Contains(share.Id))),
            ("social", "shares/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage(Shares, window.Page))),
            ("social", "shares/reactions/batch") => Json(Ids(request).Select(id => new ShareReactions(id, 5, 1, true))),
            ("social", "likes/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage([Ben.Id], window.Page))),
            ("social", "comments/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window =>
                ToPage([new Comment(Id(8, 1), window.ParentId, Ben.Id, "Good", Time(3))], window.Page))),
            ("social", "activity") => Json(ToPage(Activities, request)),
            ("social", "activity/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage(Activities, window.Page))),
            ("social", "reports") => Json(ToPage(Cases, request)),
            ("social", "followers/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage([Ben.Id], window.Page))),
            ("social", "following/windows") => Json(request.Read<WindowsRequest>().Windows.Select(window => ToPage([Ben.Id], window.Page))),
            ("audio", "audio/batch") => Json(Ids(request).Select(id => new AudioFile(id, 1000, "audio/ogg", "e1", Time(1), Signature))),
            ("audio", "covers/batch") => Json(Ids(request).Select(id => new Cover(id, "e1", [new CoverImage(640, 640, 480), new CoverImage(64, 64, 48)]))),
            ("social", "follow-requests" or "blocks") => Json(ToPage([Ben.Id], request)),
            ("social", "following/ids") => Json(Followed),
            ("streams", "streams/read") => Streams.Read(request.Read<StreamRead>()),
            ("streams", "streams/heads") => Streams.Heads(request.Read<StreamHeadsRequest>()),
            _ => Results.Text("""{"status":404,"code":"not-found","detail":"There is no such thing."}""", "application/problem+json", statusCode: 404),
        };
    }

    /// <summary>Every window has the first of each kind, whatever is looked for.</summary>
    private SearchAnswer Found(SearchRequest request)
    {
        SearchHit[] all =
        [
            new(SearchType.Artist, Artists[0].Id, "a"), new(SearchType.Album, Albums[0].Id, "b"), new(SearchType.Song, Songs[0].Id, "c"),
            new(SearchType.Playlist, Playlist.Id, "d"), new(SearchType.Show, Show.Id, "f"), new(SearchType.Episode, Episode.Id, "g"),
            new(SearchType.User, Ada.Id, "e"), new(SearchType.Song, Guid.Empty, "gone"),
        ];
        var pages = (request.Pages ?? []).Select(page => new SearchPage(
            [.. all.Where(hit => page.Type is null || page.Type == hit.Type).Take(page.First ?? 20)], HasNextPage: true, TotalCount: 1000, IsEstimate: true));
        var facets = new SearchFacets([new(SearchType.Song, 1000, true)], [new("synth-pop", 7)], [new("SE", 3)], [new(1990, 2)], IsEstimate: true);
        return new SearchAnswer([.. pages], request.Facets ? facets : null, IsPartial: false);
    }

    private List<Song> SongsOf(SongWindow window) => window.Parent switch
    {
        SongParent.Album => Songs.FindAll(song => song.AlbumId.ToString() == window.Key),
        SongParent.Artist => Songs.FindAll(song => song.ArtistIds.Any(id => id.ToString() == window.Key)),
        _ => Songs.FindAll(song => song.GenreSlug == window.Key),
    };

    private static IReadOnlyList<Guid> Ids(FakeRequest request) => request.Read<BatchRequest>().Ids;

    private static IResult Json<T>(T value) => Results.Json(value, ServiceJson.Options);

    private static Page<T> ToPage<T>(IReadOnlyList<T> all, FakeRequest request) =>
        ToPage(all, new PageRequest(int.TryParse(request.Query["first"], out var first) ? first : null, request.Query["after"]));

    private static Page<T> ToPage<T>(IReadOnlyList<T> all, PageRequest page)
    {
        var start = page.After is { } after ? int.Parse(after) : 0;
        var items = all.Skip(start).Take(page.First ?? 20).Select((value, i) => new PageItem<T>((start + i + 1).ToString(), value)).ToList();
        return new Page<T>(items, start + items.Count < all.Count, start > 0, all.Count);
    }
}
