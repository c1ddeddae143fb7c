using System.Security.Claims;

namespace MusicGraph.GraphQL.Generators.Tests.Sample;

[QueryType]
public static partial class Queries
{
    /// <summary>A song by its id.</summary>
    /// <param name="id">Of the song.</param>
    [NodeResolver]
    public static Song? GetSongById(Guid id, [Service] Store store) => store.Songs.FirstOrDefault(song => song.Id == id);

    [UsePaging(MaxPageSize = 100, IncludeTotalCount = true)]
    public static IReadOnlyList<Song> GetSongs([Service] Store store, Mood? mood = null) =>
        [.. store.Songs.Where(song => mood is null || song.Mood == mood)];

    [UsePaging]
    public static async Task<Connection<string>> GetTitlesAsync(PagingArguments paging, [Service] Store store)
    {
        await Task.Yield();
        var edges = store.Songs.Take(paging.First ?? 0).Select(song => new Edge<string>(song.Title, song.Title)).ToList();
        return new Connection<string>(edges, new ConnectionPageInfo(true, false, null, null), store.Songs.Count);
    }

    public static IEnumerable<ISearchResult> Search(string text, [Service] Store store, int limit = 2) =>
        store.Songs.Where(song => song.Title.Contains(text)).Take(limit).Cast<ISearchResult>().Append(new Artist(Store.Bjork, "Björk"));

    public static Task<string?> GetLyricsAsync(string title, ILyricsDataLoader lyrics) => lyrics.LoadAsync(title);

    [Authorize(Roles = ["admin"])]
    public static string? GetMe(ClaimsPrincipal user, [GlobalState("tenant")] string? tenant) => $"{user.Identity?.Name} {tenant}";

    [GraphQLName("sum")]
    public static double Add(double[] numbers, float by = 1.5f, List<Mood>? moods = null) => (numbers.Sum() * by) + (moods?.Count ?? 0);

    public static string Fails() => throw new InvalidOperationException("secret");

    [ID<Song>]
    public static Task<IReadOnlyList<Guid>> GetSongIdsAsync([Service] Store store) =>
        Task.FromResult<IReadOnlyList<Guid>>([.. store.Songs.Select(song => song.Id)]);

    public static async IAsyncEnumerable<int> GetNumbers(int? to)
    {
        for (var i = 0; i < (to ?? 2); i++)
        {
            await Task.Yield();
            yield return i;
        }
    }
}

[MutationType]
public static partial class Mutations
{
    /// <summary>Makes a playlist.</summary>
    /// <param name="name">What it is called.</param>
    [Error<NameTakenException>]
    [Error<TooLong>]
    public static async Task<Playlist> CreatePlaylistAsync(string name, [ID<Song>] IReadOnlyList<Guid> songIds, CancellationToken cancellationToken)
    {
        await Task.Yield();
        if (name == "taken") throw new NameTakenException(name);
        if (name.Length > 10) throw new ArgumentException("The name is too long.");
        if (name == "fault") throw new InvalidOperationException("secret");
        return new Playlist(Store.Army, name, Store.Bjork, songIds);
    }

    public static string ImportPlaylist(NewPlaylist playlist) =>
        $"{playlist.Name} {playlist.Mood} {playlist.SongIds?.Count} {(playlist.Description.HasValue ? playlist.Description.Value ?? "null" : "none")}";

    [UseMutationConvention(PayloadFieldName = "isDone")]
    public static bool Reset() => true;

    [UseMutationConvention(Disable = true)]
    public static int Count(int by) => by + 1;
}

[SubscriptionType]
public static partial class Subscriptions
{
    [Subscribe(With = nameof(SubscribeToSongsAsync))]
    public static Song OnSong([EventMessage] Song song, string? title) => title is null ? song : song with { Title = title };

    private static ValueTask<ISourceStream<Song>> SubscribeToSongsAsync(string topic, ITopicEventReceiver events, CancellationToken cancellationToken) =>
        events.SubscribeAsync<Song>(topic, cancellationToken);

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

    [Subscribe]
    [Topic("plays_{songId}")]
    public static int OnPlay(string songId, [EventMessage] int count) => count;
}
