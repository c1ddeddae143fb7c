using MusicGraph.Contracts;
using MusicGraph.Dapr.Client;

namespace MusicGraph.SocialBench;

/// <summary>
/// Writes followers and stars as the social service would have, straight into its state through its sidecar: the same keys and values, without
/// a million requests.
/// </summary>
internal sealed class Seed(DaprClient dapr)
{
    private const int PageSize = 100;
    private const int PerRequest = 1_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    /// <summary>Gives a user so many followers, each with what is between the two.</summary>
    public async Task FollowersAsync(Guid user, int count)
    {
        var list = $"followers-list:{user:N}";
        for (var from = 0; from < count; from += 10_000)
        {
            var followers = Enumerable.Range(from, Math.Min(10_000, count - from)).Select(i => (Sequence: (long)i, Id: Guid.NewGuid())).ToArray();
            var entries = followers.Select(one => Item($"{list}~entry{one.Id:N}", new { version = 1L, sequence = one.Sequence }));
            var relations = followers.Select(one => one.Id.CompareTo(user) < 0
                ? Item($"relation:{one.Id:N}:{user:N}", new { low = Follows, high = Nothing, version = 1L })
                : Item($"relation:{user:N}:{one.Id:N}", new { low = Nothing, high = Follows, version = 1L }));
            await SaveAsync([.. Pages(list, followers.Select(one => (one.Sequence, (object)one.Id))), .. entries, .. relations]);
        }

        await SaveAsync([Item(list, new { next = (long)count, count, latestAt = Now })]);
    }

    /// <summary>Makes users with very many followers whom the reader follows, each with some shares.</summary>
    public async Task StarsAsync(Guid reader, IReadOnlyList<Guid> stars, int sharesEach, Guid song)
    {
        var items = new List<SaveStateItem<object>>();
        foreach (var (i, star) in stars.Index())
        {
            var shares = Enumerable.Range(0, sharesEach).Select(n =>
            {
                var at = Now - TimeSpan.FromSeconds((long)(sharesEach - n) * stars.Count + i);
                return new Share(Guid.CreateVersion7(at), star, ShareKind.Song, song, $"Share {n}", [], at);
            }).ToArray();
            var list = $"user-shares-list:{star:N}";
            items.Add(Item(list, new { next = (long)sharesEach, count = sharesEach, latestAt = shares[^1].SharedAt }));
            items.AddRange(Pages(list, shares.Index().Select(share => (
                (long)share.Index,
                (object)new { id = share.Item.Id, at = share.Item.SharedAt, added = share.Item.SharedAt, by = star, named = false }))));
            items.AddRange(shares.Select(share => Item($"share:{share.Id:N}", new { share, isDeleted = false })));
            items.Add(reader.CompareTo(star) < 0
                ? Item($"relation:{reader:N}:{star:N}", new { low = Follows, high = Nothing, version = 1L })
                : Item($"relation:{star:N}:{reader:N}", new { low = Nothing, high = Follows, version = 1L }));
        }

        var sequence = stars.Index().Select(star => ((long)star.Index, (object)star.Item)).ToArray();
        items.AddRange(Pages($"following-list:{reader:N}", sequence));
        items.Add(Item($"following-list:{reader:N}", new { next = (long)stars.Count, count = stars.Count, latestAt = Now }));
        items.AddRange(Pages("celebrities-list:", sequence));
        await SaveAsync(items);
        // The services read the list on from its head: it comes last.
        await SaveAsync([Item("celebrities-list:", new { next = (long)stars.Count, count = stars.Count, latestAt = Now })]);
    }

    private static object Follows => new { follows = FollowState.Follows, blocks = false };

    private static object Nothing => new { follows = FollowState.None, blocks = false };

    private static IEnumerable<SaveStateItem<object>> Pages(string list, IEnumerable<(long Sequence, object Value)> items) => items
        .Chunk(PageSize)
        .Select(page => Item(
            $"{list}~page{page[0].Sequence / PageSize}", new { items = page.Select(item => new { sequence = item.Sequence, value = item.Value }) }));

    private static SaveStateItem<object> Item(string key, object value)
    {
        var aggregate = key.Split('~')[0];
        return new SaveStateItem<object>(key, value, etag: null, metadata: new Dictionary<string, string> { ["partitionKey"] = aggregate });
    }

    private Task SaveAsync(IReadOnlyList<SaveStateItem<object>> items) => Parallel.ForEachAsync(
        items.Chunk(PerRequest),
        new ParallelOptions { MaxDegreeOfParallelism = 2 },
        async (chunk, token) => await dapr.SaveBulkStateAsync(Components.StateStore, chunk, token));
}
