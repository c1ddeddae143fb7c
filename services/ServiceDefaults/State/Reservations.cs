namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// Keeps names unique: a record under the name, in a partition of its own, says whose it is, and whoever writes it first has the name.
/// The owner comes into being after that, in another partition. One that was killed in between never does; its name is given to the
/// next who asks, once it had its time to appear.
/// </summary>
public sealed class Reservations(Transactions transactions, TimeProvider time)
{
    /// <summary>Reserves a name for an owner; one that has it already begins its lease anew.</summary>
    /// <param name="lease">Far longer than it takes to bring the owner into being.</param>
    /// <param name="isThere">Whether a holder came into being and still has the name.</param>
    /// <returns>Whose the name is: <paramref name="owner"/>, or who holds it.</returns>
    public async Task<Guid> ClaimAsync(
        string name, Guid owner, TimeSpan lease, Func<Guid, CancellationToken, Task<bool>> isThere, CancellationToken cancellationToken)
    {
        var holder = await transactions.RunAsync<Guid>(
            name,
            async (session, token) =>
            {
                var now = time.GetUtcNow();
                if (await session.GetAsync<Reservation>(name, token) is { } held
                    && held.Owner != owner
                    && (now - held.At < lease || await isThere(held.Owner, token)))
                {
                    return held.Owner;
                }

                session.Put(name, new Reservation(owner, now));
                return owner;
            },
            cancellationToken);
        return holder.Value;
    }

    /// <summary>Gives a name back, if the owner has it.</summary>
    /// <param name="unlessSince">
    /// The owner may want the name again, as somebody who is renamed back and forth does: one that it reserved within this time stays.
    /// </param>
    public Task ReleaseAsync(string name, Guid owner, CancellationToken cancellationToken, TimeSpan unlessSince = default) =>
        transactions.RunAsync<bool>(
            name,
            async (session, token) =>
            {
                var has = await session.GetAsync<Reservation>(name, token) is { } held
                    && held.Owner == owner
                    && time.GetUtcNow() - held.At >= unlessSince;
                if (has)
                    session.Delete(name);
                return has;
            },
            cancellationToken);

    /// <summary>Who holds a name; null for nobody. The holder may not be there yet.</summary>
    public async Task<Guid?> HolderAsync(string name, CancellationToken cancellationToken) =>
        (await transactions.Read().GetAsync<Reservation>(name, cancellationToken))?.Owner;

    /// <param name="At">When it was reserved.</param>
    private sealed record Reservation(Guid Owner, DateTimeOffset At);
}
