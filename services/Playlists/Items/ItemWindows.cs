using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.Items;

/// <summary>Reads windows of the items of many playlists together: all heads in one call, all pages in one call.</summary>
internal static class ItemWindows
{
    /// <summary>One page per request, in their order; null where the user may see no such playlist.</summary>
    public static async Task<Outcome<Page<PlaylistItem>?[]>> ReadAsync(
        StateSession session, IReadOnlyList<ItemsWindow> requests, Guid? user, CancellationToken cancellationToken)
    {
        await session.LoadAsync(requests.Select(request => PlaylistKeys.Head(request.PlaylistId)), cancellationToken);
        var plans = new List<Plan?>();
        foreach (var request in requests)
        {
            if (Window.Of(request.Page).Failed(out var problem, out var window))
                return problem;
            if (!ItemCursor.TryRead(window.After, out var after))
                return Problem.Invalid("after", "after is not a cursor of a playlist.");
            if (!ItemCursor.TryRead(window.Before, out var before))
                return Problem.Invalid("before", "before is not a cursor of a playlist.");
            var head = session.Loaded<PlaylistHead>(PlaylistKeys.Head(request.PlaylistId));
            plans.Add(head is null || !head.IsVisibleTo(user)
                ? null
                : new Plan(new ItemPages(session, head.Id, head.Pages, head.NextPage), window, after, before));
        }

        var wanted = plans.OfType<Plan>().ToArray();
        // What is needed if every item still is where its cursor says, which is nearly always so.
        await session.LoadAsync(wanted.SelectMany(plan => plan.GuessedKeys()), cancellationToken);
        foreach (var plan in wanted)
            await plan.ResolveAsync(cancellationToken);
        await session.LoadAsync(wanted.SelectMany(plan => plan.Keys()), cancellationToken);
        return plans.Select(plan => plan?.ToPage()).ToArray();
    }

    private sealed class Plan(ItemPages pages, Window window, ItemCursor? after, ItemCursor? before)
    {
        private int _start;
        private int _count;

        public IEnumerable<string> GuessedKeys()
        {
            Set(after?.PlaceIn(pages), before?.PlaceIn(pages));
            return Keys().Concat(KeysAt(after)).Concat(KeysAt(before));
        }

        public async Task ResolveAsync(CancellationToken cancellationToken) =>
            Set(await AfterAsync(cancellationToken), await BeforeAsync(cancellationToken));

        public IEnumerable<string> Keys() => pages.KeysOf(_start, _count);

        public Page<PlaylistItem> ToPage() => new(
            pages.Loaded(_start, _count),
            _start + _count < pages.Count,
            _start > 0,
            pages.Count);

        private IEnumerable<string> KeysAt(ItemCursor? cursor) => cursor is { } at ? pages.KeyOfPage(at.Page) : [];

        // Where an item is gone, the one that followed it has its place now: the window starts there.
        private async Task<int?> AfterAsync(CancellationToken cancellationToken) => after is { } cursor
            ? await pages.PositionOfAsync(cursor.Id, cursor.Page, cancellationToken) ?? cursor.PlaceIn(pages) - 1
            : null;

        private async Task<int?> BeforeAsync(CancellationToken cancellationToken) => before is { } cursor
            ? await pages.PositionOfAsync(cursor.Id, cursor.Page, cancellationToken) ?? cursor.PlaceIn(pages)
            : null;

        private void Set(int? afterPosition, int? beforePosition)
        {
            var low = Math.Clamp((afterPosition ?? -1) + 1, 0, pages.Count);
            var high = Math.Clamp(beforePosition ?? pages.Count, low, pages.Count);
            _count = Math.Min(window.Count, high - low);
            _start = window.FromEnd ? high - _count : low;
            if (window.KeepLast is { } keep && keep < _count)
            {
                _start += _count - keep;
                _count = keep;
            }
        }
    }
}
