using MusicGraph.Playlists.History;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Upkeep;

/// <summary>
/// What edits leave to be done later, so that each writes no more than it must: history that has become a page's worth moves out of the
/// head, pages of items that were replaced are deleted. The head says what is due; if a process dies before it is done, the next edit
/// sees to it.
/// </summary>
internal sealed class PlaylistUpkeep(Transactions transactions)
{
    /// <summary>How long it is remembered what was done to the items.</summary>
    public static readonly TimeSpan HistoryIsKept = TimeSpan.FromDays(90);

    private const int HistoryPageBytes = 1_536;
    private const int PagesInOneTransaction = 90;

    public static bool IsDue(PlaylistHead head) => head.RecentHistory?.Length > HistoryPageBytes || head.Dropped is { Count: > 0 };

    public async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        var isDue = true;
        while (isDue)
        {
            await transactions.RunAsync<bool>(
                PlaylistKeys.Head(id),
                async (session, token) =>
                {
                    var key = PlaylistKeys.Head(id);
                    var head = await session.GetAsync<PlaylistHead>(key, token);
                    isDue = head is { IsDeleted: false } && IsDue(head);
                    if (isDue)
                        session.Put(key, await DeleteAsync(session, Spill(session, head!), token));
                    return isDue;
                },
                cancellationToken);
        }
    }

    private static PlaylistHead Spill(StateSession session, PlaylistHead head)
    {
        if (head.RecentHistory is not { Length: > HistoryPageBytes } entries)
            return head;
        var key = PlaylistKeys.History(head.Id, head.HistoryPages);
        session.AssumeAbsent(key);
        session.Put(key, new HistoryPage(entries), HistoryIsKept);
        return head with { RecentHistory = null, HistoryPages = head.HistoryPages + 1 };
    }

    private static async Task<PlaylistHead> DeleteAsync(StateSession session, PlaylistHead head, CancellationToken cancellationToken)
    {
        if (head.Dropped is not { Count: > 0 } dropped)
            return head;
        string[] keys = [.. dropped.Take(PagesInOneTransaction).Select(number => PlaylistKeys.Page(head.Id, number))];
        await session.LoadAsync(keys, cancellationToken);
        foreach (var key in keys)
            session.Delete(key);
        return head with { Dropped = dropped.Count > keys.Length ? [.. dropped.Skip(keys.Length)] : null };
    }
}
