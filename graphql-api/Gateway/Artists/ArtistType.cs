namespace MusicGraph.Gateway.Artists;

[ObjectType<Artist>]
internal static partial class ArtistType
{
    static partial void Configure(IObjectTypeDescriptor<Artist> descriptor)
    {
        descriptor.Ignore(artist => artist.Version);
        descriptor.Ignore(artist => artist.HasCover);
        descriptor.Ignore(artist => artist.Metadata);
        descriptor.Ignore(artist => artist.DeletedAt);
        descriptor.Ignore(artist => artist.Extra);
        descriptor.Ignore(artist => artist.GenreSlugs);
        descriptor.Ignore(artist => artist.AddedBy);
        descriptor.Ignore(artist => artist.OwnerId);
    }

    /// <summary>The songs they are credited for, newest first.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Artist artist, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Artist, artist.Id.ToString(), paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Their albums, newest first.</summary>
    [UsePaging(ConnectionName = "Album", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Album>> GetAlbumsAsync(
        [Parent] Artist artist, PagingArguments paging, IAlbumsByArtistDataLoader albumsByArtist, CancellationToken cancellationToken) =>
        (await albumsByArtist.LoadAsync(new ParentWindow(artist.Id, paging.ToPage()), cancellationToken)).ToConnection();
}
