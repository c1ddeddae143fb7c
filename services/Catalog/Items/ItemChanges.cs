using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Items;

/// <summary>Adds, changes and deletes items. Each is an aggregate; the lists that it stands in follow.</summary>
internal sealed class ItemChanges(Transactions transactions, ItemLists lists, Eagerly eagerly, TimeProvider time)
{
    /// <summary>Adds an item unless there is one with its id; one that was deleted comes back.</summary>
    /// <param name="isNew">Whether the id was made just now, so that nothing can be there.</param>
    /// <returns>What is there then.</returns>
    public async Task<T> AddAsync<T>(T item, bool isNew, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        CatalogItemChanged? changed = null;
        var outcome = await transactions.RunAsync<T>(
            CatalogKeys.Item(item.Id),
            async (session, token) =>
            {
                changed = null;
                var key = CatalogKeys.Item(item.Id);
                if (isNew)
                    session.AssumeAbsent(key);
                var known = await session.GetAsync<CatalogItem>(key, token);
                if (known is T { DeletedAt: null } there)
                    return there;
                var added = known is null ? item : item with { Version = known.Version + 1 };
                changed = await session.PutItemAsync(added, known, token);
                return added;
            },
            cancellationToken);
        if (changed is not null)
            await eagerly.HandleAsync(changed, (told, token) => lists.FollowAsync(told, isNew, token));
        return outcome.Value;
    }

    /// <summary>Changes an item that the user may change; see <see cref="ItemRights"/>.</summary>
    /// <param name="change">May run more than once; where it answers the item as it is, nothing is written or told.</param>
    public Task<Outcome<T>> ChangeAsync<T>(Guid id, CurrentUser user, Func<T, Outcome<T>> change, CancellationToken cancellationToken)
        where T : CatalogItem =>
        ChangeAsync<T>(
            id,
            (_, item, _) => Task.FromResult(ItemRights.Check(item, user) is { } refused ? refused : change(item)),
            cancellationToken);

    /// <summary>Deletes an item that the user may change. It is remembered as deleted for a while.</summary>
    public Task<Outcome<T>> DeleteAsync<T>(Guid id, CurrentUser user, CancellationToken cancellationToken)
        where T : CatalogItem =>
        ChangeAsync<T>(id, user, item => item with { DeletedAt = time.GetUtcNow() }, cancellationToken);

    /// <summary>Changes an item on behalf of nobody.</summary>
    public async Task<Outcome<T>> ChangeAsync<T>(
        Guid id, Func<StateSession, T, CancellationToken, Task<Outcome<T>>> change, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        CatalogItemChanged? changed = null;
        var outcome = await transactions.RunAsync<T>(
            CatalogKeys.Item(id),
            async (session, token) =>
            {
                changed = null;
                await session.LoadItemsAsync([id], token);
                if (session.LoadedItem(id) is not T item)
                    return Problem.NotFound($"There is no such {typeof(T).Name.ToLowerInvariant()}.");
                if ((await change(session, item, token)).Failed(out var problem, out var after))
                    return problem;
                if (ReferenceEquals(after, item))
                    return item;
                after = after with { Version = item.Version + 1 };
                changed = await session.PutItemAsync(after, item, token);
                return after;
            },
            cancellationToken);
        if (changed is not null)
            await eagerly.HandleAsync(changed, (told, token) => lists.FollowAsync(told, isNew: false, token));
        return outcome;
    }
}
