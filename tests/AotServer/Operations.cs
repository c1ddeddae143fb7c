namespace MusicGraph.AotServer;

[QueryType]
public static partial class Queries
{
    [UsePaging(IncludeTotalCount = true)]
    public static IReadOnlyList<Song> GetSongs([Service] Store store, SongFilter? filter = null) =>
        [.. store.Songs.Where(song => filter?.Mood is null || song.Mood == filter.Mood)];

    public static IEnumerable<ISearchResult> Search(string text, [Service] Store store) =>
        store.Songs.Where(song => song.Title == text).Cast<ISearchResult>().Append(store.Artist);

    public static INamed GetNamed([Service] Store store) => store.Artist;

    public static Everything Echo(Everything everything) => everything;

    public static string DescribeNote(SongFilter filter) => filter.Note.HasValue ? filter.Note.Value ?? "null" : "none";

    public static string Fail() => throw new InvalidOperationException("secret");
}

[MutationType]
public static partial class Mutations
{
    [Error<TitleTakenException>]
    public static async Task<Song> AddSongAsync(string title, Mood mood, [Service] Store store, ITopicEventSender events, CancellationToken cancellationToken)
    {
        if (store.Songs.Any(song => song.Title == title)) throw new TitleTakenException(title);
        var song = new Song(Guid.CreateVersion7(), title, Store.Bjork, mood, TimeSpan.FromMinutes(3), DateTimeOffset.UnixEpoch);
        store.Add(song);
        await events.SendAsync("songs", song, cancellationToken);
        return song;
    }
}

[SubscriptionType]
public static partial class Subscriptions
{
    [Subscribe]
    [Topic("songs")]
    public static Song OnSong([EventMessage] Song song) => song;

    [Subscribe(With = nameof(CountAsync))]
    public static int OnCount([EventMessage] int number) => number;

    public static async IAsyncEnumerable<int> CountAsync(int to)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}

[ObjectType<Song>]
public static partial class SongType
{
    [NodeResolver]
    public static Task<Song?> GetSongAsync(Guid id, ISongByIdDataLoader songById, CancellationToken cancellationToken) =>
        songById.LoadAsync(id, cancellationToken);

    [BindMember(nameof(Song.ArtistId))]
    public static Task<Artist?> GetArtistAsync([Parent] Song song, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(song.ArtistId, cancellationToken);
}

[ObjectType<Artist>]
public static partial class ArtistType
{
    public static async Task<int> GetSongCountAsync([Parent] Artist artist, ISongsByArtistDataLoader songs, CancellationToken cancellationToken) =>
        (await songs.LoadRequiredAsync(artist.Id, cancellationToken)).Length;
}

internal static class Loaders
{
    [DataLoader]
    public static Task<IReadOnlyDictionary<Guid, Song>> GetSongByIdAsync(IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<Guid, Song>>(store.Songs.Where(song => ids.Contains(song.Id)).ToDictionary(song => song.Id));

    [DataLoader]
    public static Task<Dictionary<Guid, Artist>> GetArtistByIdAsync(IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) =>
        Task.FromResult(ids.Where(id => id == store.Artist.Id).ToDictionary(id => id, _ => store.Artist));

    [DataLoader]
    public static Task<ILookup<Guid, Song>> GetSongsByArtistAsync(IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) =>
        Task.FromResult(store.Songs.ToLookup(song => song.ArtistId));
}
