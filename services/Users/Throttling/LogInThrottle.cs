using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Secrets;
using MusicGraph.Users.Sessions;

namespace MusicGraph.Users.Throttling;

/// <summary>
/// Limits the guessing of passwords, over all replicas: a failure counts against the account and address together, against the address, and
/// against the account. An attempt counts before it is made, so that many at once are not more, and is given back when it succeeds. Each limit
/// is over after <see cref="Window"/>, and one that strangers have exhausted does not keep an account from the addresses that it was
/// logged in from before.
/// </summary>
internal sealed class LogInThrottle(Transactions transactions, SessionStore sessions, AccountSecrets secrets, TimeProvider time)
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    public const int MostPerAccountAndAddress = 10;
    public const int MostPerAddress = 100;
    public const int MostPerAccount = 50;

    /// <summary>What stands for an address where it is stored.</summary>
    public async ValueTask<string> IndexAsync(CallingClient client, CancellationToken cancellationToken) =>
        (await secrets.KeysAsync(cancellationToken)).Index("address", client.Address);

    /// <summary>Counts an attempt to name the password of an account.</summary>
    /// <param name="userId">The account; null where there is none of this name, which is not to be told by being throttled otherwise.</param>
    /// <param name="name">What the account was called.</param>
    public async Task<Outcome<Attempt>> BeginAsync(Guid? userId, string name, CallingClient client, CancellationToken cancellationToken)
    {
        var keys = await secrets.KeysAsync(cancellationToken);
        var account = keys.Index("account", userId?.ToString() ?? name.ToLowerInvariant());
        var address = keys.Index("address", client.Address);
        var attempt = new Attempt(Key(keys.Index("account and address", account + address)), Key(address), Key(account));
        foreach (var (key, most) in attempt.Limits)
        {
            if (!(await CountAsync(key, most, cancellationToken)).Failed(out var problem, out _))
                continue;
            if (key != attempt.Account || userId is not { } id || !await sessions.KnowsAsync(id, address, cancellationToken))
                return problem;
        }

        return attempt;
    }

    /// <summary>Gives an attempt back that was none at guessing.</summary>
    public async Task SucceededAsync(Attempt attempt, CancellationToken cancellationToken)
    {
        await ChangeAsync(attempt.AccountAndAddress, _ => null, cancellationToken);
        await ChangeAsync(attempt.Address, OneLess, cancellationToken);
        await ChangeAsync(attempt.Account, OneLess, cancellationToken);
    }

    private static AttemptCount? OneLess(AttemptCount count) => count.Count > 1 ? count with { Count = count.Count - 1 } : null;

    private Task<Outcome<AttemptCount>> CountAsync(string key, int most, CancellationToken cancellationToken) =>
        transactions.RunAsync<AttemptCount>(
            key,
            async (session, token) =>
            {
                var now = time.GetUtcNow();
                var known = await session.GetAsync<AttemptCount>(key, token);
                if (known is null || known.Until <= now)
                    known = new AttemptCount(0, now + Window);
                if (known.Count >= most)
                    return Problem.TooManyAttempts((int)Math.Ceiling((known.Until - now).TotalSeconds));
                known = known with { Count = known.Count + 1 };
                session.Put(key, known, Window);
                return known;
            },
            cancellationToken);

    private Task ChangeAsync(string key, Func<AttemptCount, AttemptCount?> change, CancellationToken cancellationToken) =>
        transactions.RunAsync<bool>(
            key,
            async (session, token) =>
            {
                if (await session.GetAsync<AttemptCount>(key, token) is not { } known)
                    return false;
                if (change(known) is { } changed)
                    session.Put(key, changed, Window);
                else
                    session.Delete(key);
                return true;
            },
            cancellationToken);

    private static string Key(string index) => StateKey.Of("log-in-attempts", index);

    /// <param name="Until">When they are forgotten.</param>
    private sealed record AttemptCount(int Count, DateTimeOffset Until);
}

/// <summary>An attempt at a password, by the keys that it counts under.</summary>
internal sealed record Attempt(string AccountAndAddress, string Address, string Account)
{
    /// <summary>In the order in which they are asked: what somebody has used up counts no further against others.</summary>
    public IReadOnlyList<(string Key, int Most)> Limits =>
    [
        (AccountAndAddress, LogInThrottle.MostPerAccountAndAddress),
        (Address, LogInThrottle.MostPerAddress),
        (Account, LogInThrottle.MostPerAccount),
    ];
}
