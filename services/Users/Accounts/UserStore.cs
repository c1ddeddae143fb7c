using System.Security.Cryptography;
using System.Text;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Users.Accounts;

/// <summary>
/// Keys: <c>user:{id}</c> the account, <c>user-name:{name}</c> and <c>user-email:{hash}</c> who holds a name or address, and
/// the list of all in the order of registration. Each is an aggregate.
/// </summary>
internal sealed class UserStore(Transactions transactions, Reservations reservations, Eagerly eagerly)
{
    private static readonly PagedLog<Guid> All = new("users");

    // From the reservation of its name it takes an account milliseconds to be there.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    /// <summary>Adds the account, unless its name or address is taken.</summary>
    public async Task<Outcome<UserRecord>> AddAsync(UserRecord user, CancellationToken cancellationToken)
    {
        var (name, email) = (NameKey(user.UserName), EmailKey(user.Email));
        if (await reservations.ClaimAsync(name, user.Id, Lease, IsThereAsync, cancellationToken) != user.Id)
            return Problem.Conflict(Problems.UserNameTaken, "This user name is taken.");
        if (await reservations.ClaimAsync(email, user.Id, Lease, IsThereAsync, cancellationToken) != user.Id)
        {
            await reservations.ReleaseAsync(name, user.Id, CancellationToken.None);
            return Problem.Conflict(Problems.EmailTaken, "An account has this e-mail address.");
        }

        var told = new UserChanged(EventIds.Of(user.Id, 1), user.ToUser(), Revision: 1);
        await transactions.RunAsync<UserRecord>(
            Key(user.Id),
            (session, _) =>
            {
                session.AssumeAbsent(Key(user.Id));
                session.PutAndTell<UserRecord, UserEvent>(Key(user.Id), user, told);
                return Task.FromResult<Outcome<UserRecord>>(user);
            },
            cancellationToken);
        await eagerly.HandleAsync(told, ListAsync);
        return user;
    }

    /// <summary>Puts a user on the list of all, unless they are on it.</summary>
    public Task ListAsync(UserChanged registered, CancellationToken cancellationToken) =>
        All.AddAsync(transactions, registered.User.Id.ToString("N"), version: 0, () => registered.User.Id, cancellationToken);

    /// <summary>Changes an account; <paramref name="change"/> may run more than once.</summary>
    public Task<Outcome<UserRecord>> UpdateAsync(
        Guid id, Func<UserRecord, Outcome<UserRecord>> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<UserRecord>(
            Key(id),
            async (session, token) =>
            {
                if (await session.GetAsync<UserRecord>(Key(id), token) is not { } user)
                    return Problem.NotFound();
                if (change(user).Failed(out var problem, out var changed))
                    return problem;
                session.Put(Key(id), changed);
                return changed;
            },
            cancellationToken);

    public async Task<UserRecord?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<UserRecord>(Key(id), cancellationToken);

    /// <summary>Those that are there, in the order of the ids, in one call.</summary>
    public async Task<IReadOnlyList<UserRecord>> FindAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await session.LoadAsync(ids.Select(Key), cancellationToken);
        return [.. ids.Select(id => session.Loaded<UserRecord>(Key(id))).OfType<UserRecord>()];
    }

    public async Task<UserRecord?> FindByNameAsync(string userName, CancellationToken cancellationToken) =>
        UserNames.IsPossible(userName) ? await FindHolderAsync(NameKey(userName), cancellationToken) : null;

    public Task<UserRecord?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        FindHolderAsync(EmailKey(email), cancellationToken);

    public async Task<Outcome<Page<User>>> WindowAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        if ((await All.WindowAsync(session, page, newestFirst: false, cancellationToken)).Failed(out var problem, out var ids))
            return problem;
        await session.LoadAsync(ids.Items.Select(item => Key(item.Value)), cancellationToken);
        return new Page<User>(
            [.. ids.Items.Select(item => new PageItem<User>(item.Cursor, session.Loaded<UserRecord>(Key(item.Value))!.ToUser()))],
            ids.HasNextPage,
            ids.HasPreviousPage,
            ids.TotalCount);
    }

    private async Task<UserRecord?> FindHolderAsync(string name, CancellationToken cancellationToken) =>
        await reservations.HolderAsync(name, cancellationToken) is { } holder ? await FindAsync(holder, cancellationToken) : null;

    private async Task<bool> IsThereAsync(Guid id, CancellationToken cancellationToken) =>
        await FindAsync(id, cancellationToken) is not null;

    private static string Key(Guid id) => StateKey.Of("user", id);

    private static string NameKey(string userName) => StateKey.Of("user-name", userName.ToLowerInvariant());

    // An address may hold any character and says who somebody is; a key should do neither.
    private static string EmailKey(string email) => StateKey.Of(
        "user-email",
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant()))));
}
