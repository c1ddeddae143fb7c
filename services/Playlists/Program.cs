using MusicGraph.Contracts;
using MusicGraph.Playlists.Items;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;

namespace MusicGraph.Playlists;

/// <summary>Playlists and their items.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults(Topics.Playlists);
        builder.Services.AddSingleton<PlaylistStore>();
        builder.Services.AddSingleton<ItemChanges>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapPlaylists();
        app.MapItems();
        return app;
    }
}
