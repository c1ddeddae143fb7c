using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Blocks;
using MusicGraph.Social.Comments;
using MusicGraph.Social.Ending;
using MusicGraph.Social.Feed;
using MusicGraph.Social.Follows;
using MusicGraph.Social.Likes;
using MusicGraph.Social.Profiles;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Reports;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social;

/// <summary>Following, blocking, sharing, the feed, activity, reports.</summary>
public static class Program
{
    public static void Main(string[] args) => Create(args).Run();

    /// <summary>Builds the app, so that a host can run it beside others in one process.</summary>
    public static WebApplication Create(string[] args)
    {
        var builder = ServiceApp.CreateBuilder(args);
        builder.AddServiceDefaults(Topics.Social);
        builder.Services.Configure<SocialOptions>(builder.Configuration);
        builder.Services
            .AddSingleton<RelationStore>()
            .AddSingleton<RelationLists>()
            .AddSingleton<RelationEvents>()
            .AddSingleton<ProfileStore>()
            .AddSingleton<ArtistFollowStore>()
            .AddSingleton<FollowLists>()
            .AddSingleton<ShareStore>()
            .AddSingleton<ShareService>()
            .AddSingleton<ShareLists>()
            .AddSingleton<CommentStore>()
            .AddSingleton<LikeStore>()
            .AddSingleton<Celebrities>()
            .AddSingleton<FeedReader>()
            .AddSingleton<FeedWriter>()
            .AddSingleton<ActivityReader>()
            .AddSingleton<ActivityWriter>()
            .AddSingleton<ReportStore>()
            .AddSingleton<Moderation>()
            .AddSingleton<Clearing>();

        var app = builder.Build();
        app.UseServiceDefaults();
        app.UseEvents();
        app.MapFollows();
        app.MapBlocks();
        app.MapProfiles();
        app.MapShares();
        app.MapComments();
        app.MapLikes();
        app.MapFeed();
        app.MapActivity();
        app.MapReports();
        app.MapSocialEvents();
        return app;
    }
}
