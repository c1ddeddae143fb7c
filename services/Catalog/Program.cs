using MusicGraph.Catalog.Albums;
using MusicGraph.Catalog.Artists;
using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Catalog;

/// <summary>Songs, albums, artists and genres.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults(Topics.Songs);
        builder.Services.AddSingleton<CatalogStore>();
        builder.Services.AddSingleton<NamedItems>();
        builder.Services.AddSingleton<SongLists>();
        builder.Services.AddSingleton<SongAdding>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapSongs();
        app.MapAlbums();
        app.MapArtists();
        app.MapGenres();
        app.MapItems();
        return app;
    }
}
