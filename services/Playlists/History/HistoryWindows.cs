using System.Globalization;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists.History;

/// <summary>Reads windows of a playlist's history, newest first. A cursor is the version of its entry and the page to go on from.</summary>
internal static class HistoryWindows
{
    private const int PagesPerRead = 4;

    public static async Task<Outcome<Page<PlaylistHistoryEntry>>> ReadAsync(
        StateSession session, PlaylistHead head, PageRequest? request, CancellationToken cancellationToken)
    {
        if (Window.Of(request).Failed(out var problem, out var window))
            return problem;
        if (window.FromEnd || window.Before is not null)
            return Problem.Invalid("last", "A history is read from the newest on: ask with first and after.");
        if (!TryRead(window.After, out var below, out var from))
            return Problem.Invalid("after", "after is not a cursor of a history.");

        // One more than is wanted tells whether there are more.
        var found = new List<PageItem<PlaylistHistoryEntry>>();
        if (from is null || from > head.HistoryPages)
            Take(head.RecentHistory, head.HistoryPages);
        for (var next = Math.Min(from ?? int.MaxValue, head.HistoryPages) - 1; next >= 0 && found.Count <= window.Count; next -= PagesPerRead)
        {
            int[] numbers = [.. Enumerable.Range(0, PagesPerRead).Select(i => next - i).Where(number => number >= 0)];
            await session.LoadAsync(numbers.Select(number => PlaylistKeys.History(head.Id, number)), cancellationToken);
            foreach (var number in numbers)
            {
                // What is older has expired as well.
                if (session.Loaded<HistoryPage>(PlaylistKeys.History(head.Id, number)) is not { } page)
                    return ToPage();
                Take(page.Entries, number);
            }
        }

        return ToPage();

        void Take(byte[]? entries, int page) => found.AddRange(HistoryFormat.Read(entries)
            .Where(entry => entry.Version < below)
            .Select(entry => new PageItem<PlaylistHistoryEntry>(string.Create(CultureInfo.InvariantCulture, $"{entry.Version}.{page}"), entry)));

        // How much of it has expired is not known, so that nobody is told a number.
        Page<PlaylistHistoryEntry> ToPage() =>
            new([.. found.Take(window.Count)], found.Count > window.Count, window.After is not null, found.Count);
    }

    private static bool TryRead(string? cursor, out long below, out int? page)
    {
        (below, page) = (long.MaxValue, null);
        if (cursor is null)
            return true;
        if (cursor.Split('.') is not [var version, var number]
            || !long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out below)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var known)
            || known == int.MaxValue)
        {
            return false;
        }

        // The entry may have been recent then and be on that page, which was not written yet, by now.
        page = known + 1;
        return true;
    }
}
