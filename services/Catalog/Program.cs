using MusicGraph.Catalog.Albums;
using MusicGraph.Catalog.Artists;
using MusicGraph.Catalog.Genres;
using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Search;
using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Catalog;

/// <summary>Songs, albums, artists and genres, and the search over them.</summary>
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
        builder.Services.AddSingleton<SearchIndex>();
        builder.Services.AddSingleton<SearchIndexer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SearchIndexer>());
        builder.Services.AddHealthChecks().AddCheck<IndexHealth>("search-index");

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapSongs();
        app.MapAlbums();
        app.MapArtists();
        app.MapGenres();
        app.MapItems();
        app.MapSearch();
        return app;
    }
}
