using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Albums;

[ObjectType<Album>]
internal static partial class AlbumType
{
    static partial void Configure(IObjectTypeDescriptor<Album> descriptor)
    {
        descriptor.Ignore(album => album.Version);
        descriptor.Ignore(album => album.HasCover);
        descriptor.Ignore(album => album.Metadata);
        descriptor.Ignore(album => album.DeletedAt);
        descriptor.Ignore(album => album.Extra);
        descriptor.Ignore(album => album.AddedBy);
        descriptor.Ignore(album => album.GenreSlug);
    }

    /// <summary>Whose it is, in the order of the credits.</summary>
    [BindMember(nameof(Album.ArtistIds))]
    public static async Task<IReadOnlyList<Artist>> GetArtistsAsync(
        [Parent] Album album, IArtistByIdDataLoader artistById, CancellationToken cancellationToken) =>
        [.. (await artistById.LoadAsync(album.ArtistIds, cancellationToken)).OfType<Artist>()];

    /// <summary>Its songs.</summary>
    [UsePaging(ConnectionName = "Song", IncludeTotalCount = true, DefaultPageSize = PageSize.Default, MaxPageSize = PageSize.Most)]
    public static async Task<Connection<Song>> GetSongsAsync(
        [Parent] Album album, PagingArguments paging, ISongsByWindowDataLoader songsByWindow, CancellationToken cancellationToken) =>
        (await songsByWindow.LoadAsync(new SongWindow(SongParent.Album, album.Id.ToString(), paging.ToPage()), cancellationToken)).ToConnection();

    /// <summary>Where its cover is, relative to the address of this server; 404 where it has none.</summary>
    public static string GetCoverUrl([Parent] Album album) => MediaRoutes.CoverUrl(album.Id);
}
