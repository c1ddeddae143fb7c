using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Shares;
using MusicGraph.Social.Timelines;

namespace MusicGraph.Social.Activities;

/// <summary>
/// What a user did, and what those did whom a user follows, newest first, as far as privacy allows: others do not see what has to do with
/// somebody they have no part with, or with a share that they may not see.
/// </summary>
internal sealed class ActivityReader(Transactions transactions)
{
    /// <summary>One window of what each of the users did; empty where the viewer may not see it.</summary>
    public async Task<Outcome<Page<Activity>[]>> WindowsAsync(
        IReadOnlyList<ParentWindow> windows, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        await sight.LoadAsync(windows.Select(window => window.ParentId), cancellationToken);
        var read = await PagedLog<ActivityEntry>.WindowsAsync(
            session,
            [.. windows.Where(window => sight.SeesActivity(window.ParentId))
                .Select(window => (SocialKeys.ActivityOf(window.ParentId), (PageRequest?)window.Page))],
            newestFirst: true,
            cancellationToken);
        if (read.Failed(out var problem, out var pages))
            return problem;
        await LoadSubjectsAsync(session, sight, pages.SelectMany(page => page.Items).Select(item => item.Value), cancellationToken);

        var next = 0;
        return windows.Select(window => sight.SeesActivity(window.ParentId)
            ? Seen(pages[next++], session, sight)
            : new Page<Activity>([], false, false, 0)).ToArray();
    }

    /// <summary>What those did whom a user follows.</summary>
    public async Task<Outcome<Page<Activity>>> FollowedAsync(CurrentUser user, PageRequest page, CancellationToken cancellationToken)
    {
        if (TimelineWindow.Of(page).Failed(out var problem, out var window))
            return problem;

        var session = transactions.Read();
        var sight = new Sight(session, user);
        var followed = (await PagedLog<Guid>.ReadAllAsync(session, [SocialKeys.Following(user.Id)], cancellationToken))[0];
        PagedLog<ActivityEntry>[] lists = [.. followed.Select(SocialKeys.ActivityOf)];
        await PagedLog.LoadHeadsAsync(session, lists, cancellationToken);
        return await window.ReadAsync(session, lists, LookUpAsync, cancellationToken);

        async Task<IEnumerable<(ActivityEntry, Activity)>> LookUpAsync(IReadOnlyList<ActivityEntry> entries)
        {
            await LoadSubjectsAsync(session, sight, entries, cancellationToken);
            return entries
                .Where(entry => sight.SeesActivity(entry.Activity.UserId)
                    && sight.TiesWith(entry.Activity.UserId).Mine.Follows == FollowState.Follows
                    && IsSeen(entry, session, sight))
                .Select(entry => (entry, entry.Activity));
        }
    }

    /// <summary>Reads what decides whether others may see these: shares first, then what is between the viewer and everyone in it.</summary>
    private static async Task LoadSubjectsAsync(
        StateSession session, Sight sight, IEnumerable<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        var activities = entries.Select(entry => entry.Activity).ToArray();
        var users = activities
            .SelectMany(activity => activity.Kind == ActivityKind.FollowedUser ? [activity.UserId, activity.SubjectId] : (Guid[])[activity.UserId]);
        await ShareStore.LoadAsync(
            session, sight, [.. activities.Where(IsAboutShare).Select(activity => activity.SubjectId).Distinct()], sight.KeysOf(users), cancellationToken);
    }

    private static Page<Activity> Seen(Page<ActivityEntry> page, StateSession session, Sight sight) => new(
        [.. page.Items.Where(item => IsSeen(item.Value, session, sight)).Select(item => new PageItem<Activity>(item.Cursor, item.Value.Activity))],
        page.HasNextPage,
        page.HasPreviousPage,
        page.TotalCount);

    private static bool IsSeen(ActivityEntry entry, StateSession session, Sight sight)
    {
        var activity = entry.Activity;
        if (!entry.IsPublic && sight.ViewerId != activity.UserId)
            return false;
        return activity.Kind switch
        {
            ActivityKind.FollowedUser => sight.Knows(activity.SubjectId),
            _ when IsAboutShare(activity) =>
                session.Loaded<ShareRecord>(SocialKeys.Share(activity.SubjectId))?.Live is { } share && sight.Sees(share),
            _ => true,
        };
    }

    private static bool IsAboutShare(Activity activity) =>
        activity.Kind is ActivityKind.Shared or ActivityKind.LikedShare or ActivityKind.CommentedOnShare;
}
