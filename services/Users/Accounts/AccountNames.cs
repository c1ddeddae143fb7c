using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Users.Accounts;

/// <summary>
/// Keeps user names and e-mail addresses unique. Keys: <c>user-name:{name}</c> and <c>user-email:{index}</c>, which only who has the account
/// keys can make from an address. A name is reserved before the account is written with it, so it may be held by an account that has another one:
/// who was killed in between, or was renamed. Such a name is given to the next who asks.
/// </summary>
internal sealed class AccountNames(Reservations reservations, Transactions transactions, AccountSecrets secrets)
{
    // From the reservation of its name it takes an account milliseconds to be written.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);

    public static string OfUserName(string userName) => StateKey.Of("user-name", userName.ToLowerInvariant());

    public async Task<string> OfEmailAsync(string email, CancellationToken cancellationToken) =>
        StateKey.Of("user-email", (await secrets.KeysAsync(cancellationToken)).Index("email", email.ToLowerInvariant()));

    /// <summary>All that an account holds.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(UserRecord user, CancellationToken cancellationToken) =>
        [OfUserName(user.UserName), await OfEmailAsync(user.EmailBy(await secrets.KeysAsync(cancellationToken)), cancellationToken)];

    public async Task<bool> IsEmailOfAsync(UserRecord user, string email, CancellationToken cancellationToken) =>
        user.EmailBy(await secrets.KeysAsync(cancellationToken)).Equals(email, StringComparison.OrdinalIgnoreCase);

    public async Task<Problem?> ReserveUserNameAsync(string userName, Guid owner, CancellationToken cancellationToken) =>
        await ReserveAsync(OfUserName(userName), owner, cancellationToken)
            ? null
            : Problem.Conflict(Problems.UserNameTaken, "This user name is taken.");

    public async Task<Problem?> ReserveEmailAsync(string email, Guid owner, CancellationToken cancellationToken) =>
        await ReserveAsync(await OfEmailAsync(email, cancellationToken), owner, cancellationToken)
            ? null
            : Problem.Conflict(Problems.EmailTaken, "An account has this e-mail address.");

    /// <summary>Who reserved a name; whether they have it is for their account to say.</summary>
    public Task<Guid?> HolderAsync(string name, CancellationToken cancellationToken) => reservations.HolderAsync(name, cancellationToken);

    /// <summary>Gives a name back.</summary>
    /// <param name="isGone">
    /// Whether the owner will never want it again. Of one who may, as somebody who changes to and fro, a name that was reserved just now
    /// stays reserved until its lease is over.
    /// </param>
    public Task ReleaseAsync(string name, Guid owner, bool isGone, CancellationToken cancellationToken) =>
        reservations.ReleaseAsync(name, owner, cancellationToken, isGone ? TimeSpan.Zero : Lease);

    private async Task<bool> ReserveAsync(string name, Guid owner, CancellationToken cancellationToken) =>
        await reservations.ClaimAsync(name, owner, Lease, (holder, token) => HasAsync(holder, name, token), cancellationToken) == owner;

    private async Task<bool> HasAsync(Guid holder, string name, CancellationToken cancellationToken) =>
        await transactions.Read().GetAsync<UserRecord>(StateKey.Of("user", holder), cancellationToken) is { DeletedAt: null } user
        && (await OfAsync(user, cancellationToken)).Contains(name);
}
