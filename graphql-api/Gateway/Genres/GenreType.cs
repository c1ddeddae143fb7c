namespace MusicGraph.Gateway.Genres;

[ObjectType<Genre>]
internal static partial class GenreType
{
    /// <summary>Its songs, newest first.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Genre genre, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Genre, genre.Slug, paging.ToPage()), cancellationToken)).ToConnection();
}
