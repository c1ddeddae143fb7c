using MusicGraph.Search.Feeding;
using MusicGraph.Search.Index;
using MusicGraph.Search.Postgres;
using MusicGraph.Search.Queries;
using MusicGraph.Search.Sqlite;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Search;

/// <summary>Finds songs, albums, artists, podcasts, playlists and users by an index that follows the events of the services that own them.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        var options = SearchOptions.Read(builder.Configuration);
        builder.AddServiceDefaults();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<IIndexStore>(_ =>
            options.ConnectionString is { } connection ? new PostgresStore(connection) : new SqliteStore(options.Folder));
        builder.Services.AddSingleton(new SearchEngine(options.Budget));
        builder.Services.AddSingleton<IndexReadiness>();
        builder.Services.AddTransient<Owners>();
        builder.Services.AddSingleton<IndexFeed>();
        builder.Services.AddSingleton<IndexBuilder>();
        builder.Services.AddHostedService(services => services.GetRequiredService<IndexFeed>());
        builder.Services.AddHostedService(services => services.GetRequiredService<IndexBuilder>());
        builder.Services.AddHealthChecks().AddCheck<IndexReadiness>("search-index");

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapSearch();
        app.MapIndexEvents();
        return app;
    }
}
