using MusicGraph.Contracts;
using MusicGraph.Playlists.Follows;
using MusicGraph.Playlists.Items;
using MusicGraph.Playlists.Likes;
using MusicGraph.Playlists.Sharing;
using MusicGraph.Playlists.Upkeep;
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
        builder.Services
            .AddSingleton<PlaylistStore>()
            .AddSingleton<PlaylistLists>()
            .AddSingleton<PlaylistReader>()
            .AddSingleton<OwnerPrivacy>()
            .AddSingleton<PlaylistUpkeep>()
            .AddSingleton<ItemEdits>()
            .AddSingleton<ItemChanges>()
            .AddSingleton<KnownSongs>()
            .AddSingleton<GoneSongs>()
            .AddSingleton<Collaborations>()
            .AddSingleton<FollowStore>()
            .AddSingleton<LikeStore>()
            .AddSingleton<ItemsTeller>()
            .AddSingleton<IItemsTeller>(services => services.GetRequiredService<ItemsTeller>())
            .AddHostedService(services => services.GetRequiredService<ItemsTeller>());

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapPlaylists();
        app.MapItems();
        app.MapCollaborators();
        app.MapFollows();
        app.MapLikes();
        app.MapEventHandlers();
        return app;
    }
}
