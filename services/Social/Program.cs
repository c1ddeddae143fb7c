using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Follows;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social;

/// <summary>Following, sharing and the feed.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults(Topics.Social);
        builder.Services.AddSingleton<FollowStore>();
        builder.Services.AddSingleton<ShareStore>();
        builder.Services.AddSingleton<ShareService>();
        builder.Services.AddSingleton<FeedReader>();
        builder.Services.AddSingleton<ShareDelivery>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapFollows();
        app.MapShares();
        app.MapFeed();
        app.MapSocialEvents();
        return app;
    }
}
