namespace MusicGraph.Gateway.Genres;

[ObjectType<Genre>]
internal static partial class GenreType
{
    static partial void Configure(IObjectTypeDescriptor<Genre> descriptor)
    {
        descriptor.Description("A kind of music.");
        descriptor.Field(genre => genre.Slug).Description("Its key: the name in lower case, words joined by hyphens.");
        descriptor.Field(genre => genre.Name).Description("What it is called.");
        descriptor.Field(genre => genre.SongCount).Description("How many songs are of this kind.");
    }

    /// <summary>Its songs, newest first.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Genre genre, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Genre, genre.Slug, paging.ToPage()), cancellationToken)).ToConnection();
}
