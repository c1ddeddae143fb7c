using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Accounts;

namespace MusicGraph.Users.Clients;

/// <summary><c>partner-client:{id}</c>, and the lists of all clients and of each owner's.</summary>
internal sealed class ClientStore(Transactions transactions, UserStore users, TimeProvider time)
{
    private const int MostClients = 50;
    private const int MostRevokedTokens = 500;
    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(7);
    private static readonly TimeSpan DefaultOverlap = TimeSpan.FromDays(1);
    private static readonly PagedLog<Guid> All = new("partner-clients");

    /// <param name="client">Checked by <see cref="ClientRules"/>.</param>
    public async Task<Outcome<IssuedSecret>> AddAsync(NewPartnerClient client, Guid owner, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        await PagedLog.LoadHeadsAsync(session, [OfOwner(owner)], cancellationToken);
        if (OfOwner(owner).LoadedCount(session) >= MostClients)
            return Problem.Conflict(Problems.LimitExceeded, $"A user can have at most {MostClients} clients.");

        var now = time.GetUtcNow();
        var (secret, stored) = StoredSecret.Create(now);
        var record = new ClientRecord(Guid.CreateVersion7(now), client.Name, client.Scopes, owner, now, RevokedAt: null, [stored], []);
        await transactions.RunAsync<ClientRecord>(
            KeyOf(record.Id),
            (open, _) =>
            {
                open.AssumeAbsent(KeyOf(record.Id));
                open.Put(KeyOf(record.Id), record);
                return Task.FromResult<Outcome<ClientRecord>>(record);
            },
            cancellationToken);
        // Listed before its secret is told: one that is not listed nobody can use.
        foreach (var list in (PagedLog<Guid>[])[All, OfOwner(owner)])
            await list.AddAsync(transactions, record.Id.ToString("N"), version: 0, () => record.Id, CancellationToken.None);
        return new IssuedSecret(record.ToClient(), secret);
    }

    /// <summary>Makes a new secret; the latest one before stays good for a while, others do not.</summary>
    public async Task<Outcome<IssuedSecret>> RotateAsync(string clientId, SecretRotation rotation, ClientManager caller, CancellationToken cancellationToken)
    {
        var overlap = rotation.OverlapMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : DefaultOverlap;
        if (overlap < TimeSpan.Zero || overlap > LongestOverlap)
            return Problem.Invalid("overlapMinutes", $"overlapMinutes must be 0 to {LongestOverlap.TotalMinutes}.");
        var now = time.GetUtcNow();
        var (secret, stored) = StoredSecret.Create(now);
        var outcome = await ChangeAsync(
            ClientRecord.Parse(clientId),
            caller,
            record => record.RevokedAt is not null
                ? Problem.Conflict(Problems.LimitExceeded, "The client was ended.")
                : record with
                {
                    Secrets = overlap == TimeSpan.Zero ? [stored] : [record.Secrets[^1] with { ExpiresAt = now + overlap }, stored],
                },
            cancellationToken);
        return outcome.Failed(out var problem, out var changed) ? problem : new IssuedSecret(changed.ToClient(), secret);
    }

    /// <summary>Ends a client; its tokens are not good any more.</summary>
    public Task<Outcome<ClientRecord>> RevokeAsync(string clientId, ClientManager caller, CancellationToken cancellationToken) =>
        ChangeAsync(
            ClientRecord.Parse(clientId),
            caller,
            record => record.RevokedAt is null ? record with { RevokedAt = time.GetUtcNow(), RevokedTokens = [] } : record,
            cancellationToken);

    /// <summary>A client that proves itself; null where it does not, is ended, or its owner is no more.</summary>
    public async Task<ClientRecord?> AuthenticateAsync(string? clientId, string? secret, CancellationToken cancellationToken) =>
        ClientRecord.Parse(clientId) is { } id
        && secret is { Length: > 0 and <= 200 }
        && await transactions.Read().GetAsync<ClientRecord>(KeyOf(id), cancellationToken) is { } record
        && record.Accepts(secret, time.GetUtcNow())
        && await users.FindAsync(record.OwnerId, cancellationToken) is not null
            ? record
            : null;

    /// <summary>Makes a token void before its time. With very many of them, the client has to be ended instead.</summary>
    public Task RevokeTokenAsync(Guid id, RevokedToken token, CancellationToken cancellationToken) => ChangeAsync(
        id,
        caller: null,
        record => record with
        {
            RevokedTokens = [.. record.RevokedTokens.Where(known => known.ExpiresAt > time.GetUtcNow() && known.TokenId != token.TokenId).TakeLast(MostRevokedTokens - 1), token],
        },
        cancellationToken);

    /// <summary>Whether the tokens of clients are good.</summary>
    public async Task<ClientState[]> StatesAsync(IReadOnlyList<string> clientIds, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var ids = clientIds.Select(ClientRecord.Parse).ToArray();
        await session.LoadAsync(ids.OfType<Guid>().Select(KeyOf), cancellationToken);
        var states = new ClientState[ids.Length];
        for (var i = 0; i < ids.Length; i++)
        {
            var record = ids[i] is { } id ? session.Loaded<ClientRecord>(KeyOf(id)) : null;
            var isActive = record is { RevokedAt: null } && await users.FindAsync(record.OwnerId, cancellationToken) is not null;
            states[i] = new ClientState(clientIds[i], isActive, isActive ? [.. record!.RevokedTokens.Select(token => token.TokenId)] : []);
        }

        return states;
    }

    /// <summary>One window of the clients of an owner, or of all, newest first.</summary>
    public async Task<Outcome<Page<PartnerClient>>> WindowAsync(Guid? owner, PageRequest page, CancellationToken cancellationToken)
    {
        var session = transactions.Read();
        var list = owner is { } id ? OfOwner(id) : All;
        if ((await list.WindowAsync(session, page, newestFirst: true, cancellationToken)).Failed(out var problem, out var window))
            return problem;
        await session.LoadAsync(window.Items.Select(item => KeyOf(item.Value)), cancellationToken);
        return new Page<PartnerClient>(
            [.. window.Items.Select(item => new PageItem<PartnerClient>(item.Cursor, session.Loaded<ClientRecord>(KeyOf(item.Value))!.ToClient()))],
            window.HasNextPage,
            window.HasPreviousPage,
            window.TotalCount);
    }

    private static string KeyOf(Guid id) => StateKey.Of("partner-client", id);

    private static PagedLog<Guid> OfOwner(Guid owner) => new("owner-clients", owner.ToString("N"));

    /// <param name="caller">Who has to be the owner or an administrator; null where that does not matter.</param>
    private async Task<Outcome<ClientRecord>> ChangeAsync(
        Guid? id, ClientManager? caller, Func<ClientRecord, Outcome<ClientRecord>> change, CancellationToken cancellationToken)
    {
        var none = Problem.NotFound("There is no such client of yours.");
        if (id is not { } known)
            return none;
        return await transactions.RunAsync<ClientRecord>(
            KeyOf(known),
            async (session, token) =>
            {
                if (await session.GetAsync<ClientRecord>(KeyOf(known), token) is not { } record || caller?.MayManage(record) == false)
                    return none;
                if (change(record).Failed(out var problem, out var changed))
                    return problem;
                session.Put(KeyOf(known), changed);
                return changed;
            },
            cancellationToken);
    }
}

/// <summary>Who wants to change a client.</summary>
internal sealed record ClientManager(Guid Id, bool IsAdmin)
{
    public bool MayManage(ClientRecord client) => IsAdmin || client.OwnerId == Id;
}
