using System.Net;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http.Social;

public sealed class ReportTests(World world)
{
    [Fact]
    public async Task Reports_AreQueuedOncePerThing_CountedOncePerReporter_AndLeaveTheQueueWhenDecided()
    {
        var admin = await world.AdminAsync();
        var (sharer, one, other) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var share = await sharer.ShareAsync((await sharer.AddSongAsync("Any")).Id, ShareAudience.Everyone);
        var comment = await sharer.CommentAsync(share.Id, "Buy now!");
        await ReportAsync(one, ReportSubject.Share, share.Id, ReportReason.Spam);
        await ReportAsync(one, ReportSubject.Share, share.Id, ReportReason.Spam);
        await ReportAsync(other, ReportSubject.Share, share.Id, ReportReason.Copyright);
        await ReportAsync(one, ReportSubject.Comment, comment.Id, ReportReason.Spam);
        await ReportAsync(one, ReportSubject.User, sharer.Id, ReportReason.Harassment);

        var queue = await QueueAsync(admin);
        Assert.Equal(
            [(ReportSubject.Share, share.Id, 2), (ReportSubject.Comment, comment.Id, 1), (ReportSubject.User, sharer.Id, 1)],
            queue.Select(reported => (reported.Subject, reported.SubjectId, reported.Reports)));
        Assert.Equal(
            [(other.Id, ReportReason.Copyright), (one.Id, ReportReason.Spam)],
            queue[0].Latest.Select(report => (report.ReportedBy, report.Reason)));

        Assert.Equal((share.Id, comment), (queue[0].Share!.Id, queue[1].Comment!));

        await DecideAsync(admin, ReportSubject.Share, share.Id, ReportResolution.Dismissed);
        await DecideAsync(admin, ReportSubject.Comment, comment.Id, ReportResolution.Removed);

        Assert.Equal([sharer.Id], (await QueueAsync(admin)).Select(reported => reported.SubjectId));
        Assert.Empty(await one.ListAsync<Comment>("comments", share.Id));
        Assert.True(await one.SeesAsync(share));

        await ReportAsync(one, ReportSubject.Share, share.Id, ReportReason.Spam);
        Assert.Equal((share.Id, 1), (await QueueAsync(admin)).Select(reported => (reported.SubjectId, reported.Reports)).Last());

        await DecideAsync(admin, ReportSubject.Share, share.Id, ReportResolution.Removed);
        Assert.False(await one.SeesAsync(share));
        var playlist = await sharer.PostAsync<Playlist>("playlists", "playlists", new NewPlaylist("Buy now"));
        await ReportAsync(one, ReportSubject.Playlist, playlist.Id, ReportReason.Spam);
        await DecideAsync(admin, ReportSubject.Playlist, playlist.Id, ReportResolution.Removed);
        Assert.Empty(await one.PostAsync<Playlist[]>("playlists", "playlists/batch", new BatchRequest([playlist.Id])));

        await one.FollowAsync(sharer);
        var last = await sharer.ShareAsync((await sharer.AddSongAsync("Again")).Id, ShareAudience.Everyone);
        await DecideAsync(admin, ReportSubject.User, sharer.Id, ReportResolution.Removed);
        Assert.False(await one.SeesAsync(last));
        Assert.Empty(await one.ListAsync<Guid>("following", one.Id));
        Assert.Equal(
            (HttpStatusCode.NotFound, Problems.NotFound), await one.FailAsync("social", HttpMethod.Post, "follows", new NewFollow(sharer.Id)));
        Assert.Empty(await QueueAsync(admin));
    }

    [Fact]
    public async Task Report_OfWhatOneDoesNotSee_AndTheQueueForOthers_AreRefused()
    {
        var (user, sharer) = (await Someone.RegisterAsync(world), await Someone.RegisterAsync(world));
        var hidden = await sharer.ShareAsync((await sharer.AddSongAsync("Any")).Id);

        foreach (var (subject, id) in new[]
        {
            (ReportSubject.Share, hidden.Id), (ReportSubject.Comment, Guid.NewGuid()), (ReportSubject.User, Guid.NewGuid()), (ReportSubject.Playlist, Guid.NewGuid()),
        })
        {
            Assert.Equal(
                (HttpStatusCode.NotFound, Problems.NotFound),
                await user.FailAsync("social", HttpMethod.Post, "reports", new NewReport(subject, id, ReportReason.Other)));
        }

        Assert.Equal(
            (HttpStatusCode.BadRequest, Problems.Invalid),
            await user.FailAsync("social", HttpMethod.Post, "reports", new NewReport(ReportSubject.User, user.Id, ReportReason.Other)));
        Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await user.FailAsync("social", HttpMethod.Get, "reports"));
        Assert.Equal(
            (HttpStatusCode.Forbidden, Problems.Forbidden),
            await user.FailAsync(
                "social", HttpMethod.Post, "reports/resolve", new ReportDecision(ReportSubject.Share, hidden.Id, ReportResolution.Removed)));
        Assert.Equal(
            (HttpStatusCode.Unauthorized, Problems.Unauthenticated), await Someone.Guest(world).FailAsync("social", HttpMethod.Get, "reports"));
    }

    private static Task ReportAsync(Someone user, ReportSubject subject, Guid id, ReportReason reason) =>
        user.DoAsync(HttpMethod.Post, "reports", new NewReport(subject, id, reason));

    private static Task DecideAsync(Someone admin, ReportSubject subject, Guid id, ReportResolution resolution) =>
        admin.DoAsync(HttpMethod.Post, "reports/resolve", new ReportDecision(subject, id, resolution));

    private static async Task<IReadOnlyList<ReportCase>> QueueAsync(Someone admin) =>
        [.. (await admin.GetAsync<Page<ReportCase>>("social", "reports?first=100")).Items.Select(item => item.Value)];
}
