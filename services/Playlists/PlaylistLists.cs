using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>Brings the lists of playlists to what their heads say, and clears away what is left of a deleted playlist.</summary>
internal sealed class PlaylistLists(Transactions transactions)
{
    private const int KeysInOneTransaction = 90;

    /// <summary>Does what follows from a change. May come twice, late and out of turn.</summary>
    public async Task FollowAsync(PlaylistChanged change, CancellationToken cancellationToken)
    {
        var playlist = change.Playlist;
        var isPublic = !change.IsDeleted && playlist.Visibility == Visibility.Public;
        var members = change.IsDeleted ? [] : playlist.Collaborators?.Select(one => one.UserId) ?? [];
        await Task.WhenAll(
            [
                ListAsync(PlaylistKeys.OfOwner(playlist.OwnerId), !change.IsDeleted),
                ListAsync(PlaylistKeys.PublicOfOwner(playlist.OwnerId), isPublic),
                ListAsync(PlaylistKeys.Public, isPublic),
                .. members.Select(user => ListAsync(PlaylistKeys.SharedWith(user), true)),
                .. (change.Left ?? []).Select(user => ListAsync(PlaylistKeys.SharedWith(user), false)),
            ]);
        if (change.IsDeleted)
            await ClearAsync(playlist.Id, cancellationToken);

        // A new playlist is nowhere yet where it does not belong.
        Task ListAsync(PagedLog<Guid> list, bool belongs) =>
            belongs ? list.AddAsync(transactions, playlist.Id.ToString("N"), change.Revision, () => playlist.Id, cancellationToken)
            : change.Revision == 0 ? Task.CompletedTask
            : list.RemoveAsync(transactions, playlist.Id.ToString("N"), change.Revision, cancellationToken);
    }

    private async Task ClearAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await transactions.Read().GetAsync<PlaylistHead>(PlaylistKeys.Head(id), cancellationToken) is not { } head)
            return;
        var keys = head.Pages.Select(page => page.Number).Concat(head.Dropped ?? []).Select(number => PlaylistKeys.Page(id, number))
            .Concat(Enumerable.Range(0, head.HistoryPages).Select(number => PlaylistKeys.History(id, number)));
        foreach (var some in keys.Chunk(KeysInOneTransaction))
        {
            await transactions.RunAsync<bool>(
                PlaylistKeys.Head(id),
                async (session, token) =>
                {
                    await session.LoadAsync(some, token);
                    foreach (var key in some)
                        session.Delete(key);
                    return true;
                },
                cancellationToken);
        }
    }
}
