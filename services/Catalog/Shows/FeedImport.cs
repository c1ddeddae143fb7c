using System.Globalization;
using System.Text.Json;
using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Shows;

/// <summary>
/// Takes a podcast in, and takes it in again: a show is known by its feed's key, an episode by its guid, and the id of each follows from
/// that. So an import that was broken off is made whole by the next, and two at once do no harm. Episodes that a feed does not name any
/// more stay: feeds end with the latest few.
/// </summary>
internal sealed class FeedImport(Transactions transactions, ItemChanges changes, TimeProvider time)
{
    private const int ReadAtOnce = 500;
    private const int WrittenAtOnce = 16;

    public async Task<Outcome<FeedImported>> ImportAsync(Feed feed, CurrentUser user, CancellationToken cancellationToken)
    {
        var id = EventIds.Of("show", feed.Key);
        var session = transactions.Read();
        await session.LoadItemsAsync([id], cancellationToken);
        var known = session.LoadedItem(id) as Show;
        var refusal = known is not null ? ItemRights.Check(known, user)
            : user.IsAdmin || user.Roles.Contains(Roles.Partner) ? null
            : Problem.Forbidden("Only partners and admins may add podcasts.");
        if (refusal is not null)
            return refusal;

        var now = time.GetUtcNow();
        var owner = known?.AddedBy ?? user.Id;
        var show = known is null
            ? await changes.AddAsync(Update(new Show(id, feed.Title, feed.Publisher, feed.Description, feed.Key, owner, now), feed), isNew: false, cancellationToken)
            : (await changes.ChangeAsync<Show>(id, (_, item, _) => Task.FromResult<Outcome<Show>>(Changed(item, Update(item, feed))), cancellationToken)).Value;
        var (added, updated) = (0, 0);
        // The oldest first, as they would have come one by one; feeds begin with the latest.
        foreach (var some in feed.Episodes.Reverse().OrderBy(episode => episode.PublishedAt).Chunk(ReadAtOnce))
        {
            var ids = some.ToDictionary(episode => EventIds.Of($"episode {id:N}", episode.Guid));
            var read = transactions.Read();
            await read.LoadItemsAsync(ids.Keys, cancellationToken);
            foreach (var (episodeId, said) in ids.Where(pair => read.LoadedItem(pair.Key) is null))
            {
                // One after the other, so that they stand in the show's list as they came out.
                var episode = new Episode(episodeId, id, said.Guid, said.Title, said.Description, said.DurationMs, null, owner, now);
                await changes.AddAsync(Update(episode, said), isNew: false, cancellationToken);
                added++;
            }

            await Parallel.ForEachAsync(
                ids.Where(pair => read.LoadedItem(pair.Key) is Episode before && !Same(before, Update(before, pair.Value))),
                new ParallelOptions { MaxDegreeOfParallelism = WrittenAtOnce, CancellationToken = cancellationToken },
                async (pair, token) =>
                {
                    await changes.ChangeAsync<Episode>(
                        pair.Key, (_, item, _) => Task.FromResult<Outcome<Episode>>(Changed(item, Update(item, pair.Value))), token);
                    Interlocked.Increment(ref updated);
                });
        }

        return new FeedImported(show, known is null, added, updated, feed.Skipped);
    }

    private static Show Update(Show show, Feed feed) => show with
    {
        Title = feed.Title,
        Publisher = feed.Publisher,
        Description = feed.Description,
        Languages = feed.Language is null ? [] : [feed.Language],
        Categories = feed.Categories,
        IsExplicit = feed.IsExplicit,
        Link = feed.Link,
        ImageUrl = feed.ImageUrl,
        Copyright = feed.Copyright,
    };

    private static Episode Update(Episode episode, FeedEpisode said) => episode with
    {
        Title = said.Title,
        Description = said.Description,
        DurationMs = said.DurationMs,
        PublishedAt = said.PublishedAt,
        ReleaseDate = said.PublishedAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Season = said.Season,
        Number = said.Number,
        Type = said.Type,
        IsExplicit = said.IsExplicit,
        AudioUrl = said.AudioUrl,
        AudioType = said.AudioType,
        Link = said.Link,
        ImageUrl = said.ImageUrl,
    };

    private static T Changed<T>(T before, T after)
        where T : CatalogItem => Same(before, after) ? before : after;

    // Records compare their lists by reference.
    private static bool Same(CatalogItem before, CatalogItem after) =>
        JsonSerializer.SerializeToUtf8Bytes(before, ServiceJson.Options).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(after, ServiceJson.Options));
}
