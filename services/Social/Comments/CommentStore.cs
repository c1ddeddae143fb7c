using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Social.Activities;
using MusicGraph.Social.Relations;
using MusicGraph.Social.Shares;

namespace MusicGraph.Social.Comments;

/// <summary>Comments on shares. Who may see a share may see and write comments, but none of users with whom they have no part.</summary>
internal sealed class CommentStore(Transactions transactions, ActivityWriter activity, Eagerly eagerly)
{
    // Longer than a broker tries to deliver what was told of it.
    private static readonly TimeSpan EndIsRemembered = TimeSpan.FromDays(7);

    private static readonly TextRule Text = new("text", 1_000, ManyLines: true);

    public async Task<Outcome<Comment>> AddAsync(Guid shareId, NewComment comment, CurrentUser user, CancellationToken cancellationToken)
    {
        if (Text.Check(comment.Text).Failed(out var problem, out var text))
            return problem;
        var reading = transactions.Read();
        if (await ShareStore.LoadAsync(reading, new Sight(reading, user), [shareId], [], cancellationToken) is not [var share])
            return Problem.NotFound("shareId", shareId, "There is no such share, or you may not see it.");

        var now = transactions.Now;
        var made = new Comment(Guid.CreateVersion7(now), shareId, user.Id, text, now);
        var told = new Commented(made.Id, made, share.SharedBy, IsDeleted: false);
        var key = SocialKeys.Comment(made.Id);
        await transactions.RunAsync<Comment>(
            key,
            (session, _) =>
            {
                session.AssumeAbsent(key);
                session.PutAndTell<CommentRecord, SocialEvent>(key, new CommentRecord(made, share.SharedBy), told);
                return Task.FromResult<Outcome<Comment>>(made);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, ListAsync);
        return made;
    }

    /// <summary>Ends a comment; 404 unless the user wrote it, or shared what it is about.</summary>
    /// <param name="user">Null for whoever wrote it.</param>
    public async Task<Problem?> DeleteAsync(Guid id, Guid? user, CancellationToken cancellationToken)
    {
        var key = SocialKeys.Comment(id);
        var outcome = await transactions.RunAsync<Commented>(
            key,
            async (session, token) =>
            {
                if (await session.GetAsync<CommentRecord>(key, token) is not { IsDeleted: false } record
                    || (user is not null && record.Comment.AuthorId != user && record.SharedBy != user))
                {
                    return Problem.NotFound("commentId", id, "There is no such comment of yours or on a share of yours.");
                }

                var told = new Commented(EventIds.Of(id, 1), record.Comment, record.SharedBy, IsDeleted: true);
                session.PutAndTell<CommentRecord, SocialEvent>(key, record with { IsDeleted = true }, told, EndIsRemembered);
                return told;
            },
            cancellationToken);
        if (outcome.Failed(out var problem, out var deleted))
            return problem;
        await eagerly.HandleAsync(deleted, ListAsync);
        return null;
    }

    /// <summary>Brings the share's list, and the author's of what they did, to what happened.</summary>
    public Task ListAsync(Commented happened, CancellationToken cancellationToken)
    {
        var (list, id) = (SocialKeys.Comments(happened.Comment.ShareId), happened.Comment.Id);
        return Task.WhenAll(
            activity.WriteAsync(happened, cancellationToken),
            happened.IsDeleted
                ? list.RemoveAsync(transactions, id.ToString("N"), version: 1, cancellationToken)
                : list.AddAsync(transactions, id.ToString("N"), version: 0, () => id, cancellationToken));
    }

    /// <summary>Those of the comments that are there and that the viewer may see, in the order of the ids.</summary>
    public async Task<Comment[]> FindAsync(IReadOnlyList<Guid> ids, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        var comments = await LoadAsync(session, sight, ids, cancellationToken);
        var shares = await ShareStore.LoadAsync(
            session, sight, [.. comments.Select(comment => comment.ShareId).Distinct()], [], cancellationToken);
        var seen = shares.Select(share => share.Id).ToHashSet();
        return [.. comments.Where(comment => seen.Contains(comment.ShareId))];
    }

    /// <summary>One window of the comments on each of the shares, newest first; empty where the viewer may not see the share.</summary>
    public async Task<Outcome<Page<Comment>[]>> WindowsAsync(
        IReadOnlyList<ParentWindow> windows, CurrentUser? viewer, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var sight = new Sight(session, viewer);
        var shares = await ShareStore.LoadAsync(
            session,
            sight,
            [.. windows.Select(window => window.ParentId).Distinct()],
            windows.Select(window => SocialKeys.Comments(window.ParentId).Aggregate),
            cancellationToken);
        var seen = shares.Select(share => share.Id).ToHashSet();
        var read = await PagedLog<Guid>.WindowsAsync(
            session,
            [.. windows.Where(window => seen.Contains(window.ParentId))
                .Select(window => (SocialKeys.Comments(window.ParentId), (PageRequest?)window.Page))],
            newestFirst: true,
            cancellationToken);
        if (read.Failed(out var problem, out var pages))
            return problem;
        var comments = (await LoadAsync(session, sight, [.. pages.SelectMany(page => page.Items).Select(item => item.Value)], cancellationToken))
            .ToDictionary(comment => comment.Id);

        var next = 0;
        return windows.Select(window => seen.Contains(window.ParentId)
            ? Comments(pages[next++], comments)
            : new Page<Comment>([], false, false, 0)).ToArray();
    }

    private static async Task<IReadOnlyList<Comment>> LoadAsync(
        StateSession session, Sight sight, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        await session.LoadAsync(ids.Select(SocialKeys.Comment), cancellationToken);
        var comments = ids
            .Select(id => session.Loaded<CommentRecord>(SocialKeys.Comment(id))?.Live)
            .OfType<Comment>()
            .ToArray();
        await sight.LoadAsync(comments.Select(comment => comment.AuthorId), cancellationToken);
        return Array.FindAll(comments, comment => sight.Knows(comment.AuthorId));
    }

    private static Page<Comment> Comments(Page<Guid> page, Dictionary<Guid, Comment> comments) => new(
        [.. page.Items
            .Where(item => comments.ContainsKey(item.Value))
            .Select(item => new PageItem<Comment>(item.Cursor, comments[item.Value]))],
        page.HasNextPage,
        page.HasPreviousPage,
        page.TotalCount);
}

/// <summary>A comment, also one that is no more; that is kept until no event about it is on its way.</summary>
/// <param name="SharedBy">Whose share it is about.</param>
internal sealed record CommentRecord(Comment Comment, Guid SharedBy, bool IsDeleted = false)
{
    /// <summary>The comment, if it is there.</summary>
    public Comment? Live => IsDeleted ? null : Comment;
}
