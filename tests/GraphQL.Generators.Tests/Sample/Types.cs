namespace MusicGraph.GraphQL.Generators.Tests.Sample;

[ObjectType<Song>]
public static partial class SongType
{
    static partial void Configure(IObjectTypeDescriptor<Song> descriptor)
    {
        descriptor.Ignore(song => song.Secret);
        descriptor.Field(song => song.Tags).Name("labels").Description("Words that fit.").Deprecated("Use moods.");
    }

    [BindMember(nameof(Song.ArtistIds))]
    public static async Task<IReadOnlyList<Artist>> GetArtistsAsync([Parent] Song song, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        [.. (await artistById.LoadAsync(song.ArtistIds, cancellationToken)).OfType<Artist>()];

    /// <summary>Takes the place of the property, because the field has its name.</summary>
    public static string GetTitle([Parent] Song song) => song.Title.Trim();
}

[ExtendObjectType<Song>]
public static partial class SongExtensions
{
    public static string GetShout([Parent] Song song) => song.Title.ToUpperInvariant();

    public static Mood[] GetMoods([Parent] Song song) => song.Mood is { } mood ? [mood] : [];
}

[ObjectType<Artist>]
public static partial class ArtistType
{
    [NodeResolver]
    public static Task<Artist?> GetArtistAsync(Guid id, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        artistById.LoadAsync(id, cancellationToken);

    public static Task<Song[]?> GetSongsAsync([Parent] Artist artist, ISongsByArtistDataLoader songsByArtist, CancellationToken cancellationToken) =>
        songsByArtist.LoadAsync(artist.Id, cancellationToken);
}

internal static class Loaders
{
    [DataLoader]
    internal static Task<IReadOnlyDictionary<Guid, Artist>> GetArtistByIdAsync(IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) =>
        store.GetArtistsAsync(ids);

    [DataLoader]
    internal static Task<ILookup<Guid, Song>> GetSongsByArtistAsync(IReadOnlyList<Guid> ids, Store store, CancellationToken cancellationToken) =>
        Task.FromResult(store.Songs.SelectMany(song => song.ArtistIds, (song, artist) => (song, artist)).ToLookup(pair => pair.artist, pair => pair.song));

    [DataLoader]
    internal static Task<string?> GetLyricsAsync(string title, CancellationToken cancellationToken) => Task.FromResult<string?>($"la la {title}");
}
