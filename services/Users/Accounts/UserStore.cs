using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Sessions;

namespace MusicGraph.Users.Accounts;

/// <summary>
/// Keys: <c>user:{id}</c> the account and the list of all in the order of registration; <see cref="AccountNames"/> has the others. Each is an
/// aggregate. A deleted account is found by nobody.
/// </summary>
internal sealed class UserStore(
    Transactions transactions, AccountNames names, SessionStore sessions, Eagerly eagerly, TimeProvider time)
{
    private static readonly PagedLog<Guid> All = new("users");

    /// <summary>Adds an account whose names are reserved for it.</summary>
    public async Task<UserRecord> AddAsync(UserRecord user, CancellationToken cancellationToken)
    {
        var told = new UserChanged(EventIds.Of(user.Id, user.Revision), user.ToUser(), user.Revision);
        await transactions.RunAsync<UserRecord>(
            Key(user.Id),
            (session, _) =>
            {
                session.AssumeAbsent(Key(user.Id));
                session.PutAndTell<UserRecord, UserEvent>(Key(user.Id), user, told);
                return Task.FromResult<Outcome<UserRecord>>(user);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, FollowAsync);
        return user;
    }

    /// <summary>Changes an account, and tells of it if others have to know.</summary>
    /// <param name="change">May run more than once.</param>
    /// <param name="told">The event, from the changed account and the event's id.</param>
    public Task<Outcome<UserRecord>> UpdateAsync(
        Guid id,
        Func<UserRecord, Outcome<UserRecord>> change,
        Func<UserRecord, Guid, UserEvent>? told,
        CancellationToken cancellationToken) =>
        transactions.RunAsync<UserRecord>(
            Key(id),
            async (session, token) =>
            {
                if (await session.GetAsync<UserRecord>(Key(id), token) is not { DeletedAt: null } user)
                    return Problem.NotFound("This account is no more.");
                if (change(user).Failed(out var problem, out var changed))
                    return problem;
                if (told is null)
                {
                    session.Put(Key(id), changed);
                    return changed;
                }

                changed = changed with { Revision = user.Revision + 1 };
                session.PutAndTell(Key(id), changed, told(changed, EventIds.Of(id, changed.Revision)));
                return changed;
            },
            cancellationToken);

    /// <summary>Makes a tombstone of an account, tells so, and gives its names back.</summary>
    public async Task<Outcome<UserRecord>> DeleteAsync(Guid id, IReadOnlyList<string> itsNames, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        UserEvent? told = null;
        var outcome = await UpdateAsync(
            id,
            user => user.ToTombstone(now, itsNames),
            (user, eventId) => told = new UserDeleted(eventId, user.Id, now, user.Revision),
            cancellationToken);
        if (outcome.Problem is null)
            await eagerly.HandleAsync(told!, FollowAsync);
        return outcome;
    }

    /// <summary>What follows from an event of an account: the list of all, and what is left of who is gone. It may be done again.</summary>
    public async Task FollowAsync(UserEvent happened, CancellationToken cancellationToken)
    {
        switch (happened)
        {
            case UserChanged { Revision: 1 } registered:
                await All.AddAsync(transactions, registered.User.Id.ToString("N"), registered.Revision, () => registered.User.Id, cancellationToken);
                break;
            case UserDeleted deleted:
                await All.RemoveAsync(transactions, deleted.UserId.ToString("N"), deleted.Revision, cancellationToken);
                await sessions.ForgetAsync(deleted.UserId, addresses: true, cancellationToken);
                await ReleaseNamesAsync(deleted.UserId, cancellationToken);
                break;
        }
    }

    /// <summary>Null for who is not there or was deleted.</summary>
    public async Task<UserRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<UserRecord>(Key(id), cancellationToken) is { DeletedAt: null } user ? user : null;

    /// <summary>Those that are there, in the order of the ids, in one call.</summary>
    public async Task<IReadOnlyList<UserRecord>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(Key), cancellationToken);
        return [.. ids.Select(id => session.Loaded<UserRecord>(Key(id))).Where(user => user is { DeletedAt: null }).OfType<UserRecord>()];
    }

    /// <summary>By user name, in upper or lower case.</summary>
    public async Task<UserRecord?> FindByNameAsync(string userName, CancellationToken cancellationToken) =>
        UserNames.IsPossible(userName)
        && await names.HolderAsync(AccountNames.OfUserName(userName), cancellationToken) is { } holder
        && await FindAsync(holder, cancellationToken) is { } user
        && user.UserName.Equals(userName, StringComparison.OrdinalIgnoreCase)
            ? user
            : null;

    public async Task<UserRecord?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        await names.HolderAsync(await names.OfEmailAsync(email, cancellationToken), cancellationToken) is { } holder
        && await FindAsync(holder, cancellationToken) is { } user
        && await names.IsEmailOfAsync(user, email, cancellationToken)
            ? user
            : null;

    public async Task<Outcome<Page<User>>> WindowAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        if ((await All.WindowAsync(session, page, newestFirst: false, cancellationToken)).Failed(out var problem, out var ids))
            return problem;
        await session.LoadAsync(ids.Items.Select(item => Key(item.Value)), cancellationToken);
        // One who was deleted a moment ago may still be on the list.
        return new Page<User>(
            [.. ids.Items.Select(item => (item.Cursor, User: session.Loaded<UserRecord>(Key(item.Value))))
                .Where(item => item.User is { DeletedAt: null })
                .Select(item => new PageItem<User>(item.Cursor, item.User!.ToUser()))],
            ids.HasNextPage,
            ids.HasPreviousPage,
            ids.TotalCount);
    }

    private async Task ReleaseNamesAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await transactions.Read().GetAsync<UserRecord>(Key(id), cancellationToken) is not { NamesToRelease: { Count: > 0 } held })
            return;
        foreach (var name in held)
            await names.ReleaseAsync(name, id, isGone: true, cancellationToken);
        await transactions.RunAsync<bool>(
            Key(id),
            async (session, token) =>
            {
                if (await session.GetAsync<UserRecord>(Key(id), token) is { } tombstone)
                    session.Put(Key(id), tombstone with { NamesToRelease = [] });
                return true;
            },
            cancellationToken);
    }

    private static string Key(Guid id) => StateKey.Of("user", id);
}
