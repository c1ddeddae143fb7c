using MusicGraph.Catalog.Albums;
using MusicGraph.Catalog.Artists;
using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Popularity;
using MusicGraph.Catalog.Shows;
using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Catalog;

/// <summary>Songs, albums, artists, genres and podcasts.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults(Topics.Songs);
        builder.Services.AddSingleton<CatalogStore>();
        builder.Services.AddSingleton<ItemLists>();
        builder.Services.AddSingleton<Rankings>();
        builder.Services.AddSingleton<ItemChanges>();
        builder.Services.AddSingleton<ItemConsequences>();
        builder.Services.AddSingleton<NamedItems>();
        builder.Services.AddSingleton<SongParts>();
        builder.Services.AddSingleton<SongAdding>();
        builder.Services.AddSingleton<SongEditing>();
        builder.Services.AddSingleton<AlbumEditing>();
        builder.Services.AddSingleton<ArtistEditing>();
        builder.Services.AddSingleton<RelatedArtists>();
        builder.Services.AddSingleton<FeedImport>();
        builder.Services.AddSingleton<PopularityCounter>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapSongs();
        app.MapAlbums();
        app.MapArtists();
        app.MapGenres();
        app.MapShows();
        app.MapItems();
        app.MapPopularity();
        return app;
    }
}
