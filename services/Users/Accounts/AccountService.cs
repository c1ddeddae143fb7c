using Microsoft.Extensions.Options;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.Users.Tokens;

namespace MusicGraph.Users.Accounts;

/// <summary>Registering and logging in.</summary>
internal sealed class AccountService(
    UserStore store, PasswordHasher passwords, TokenIssuer tokens, IOptions<UsersOptions> options, TimeProvider time)
{
    private readonly HashSet<string> _admins = new(
        options.Value.AdminUsers.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        StringComparer.OrdinalIgnoreCase);

    public async Task<Outcome<Session>> RegisterAsync(Registration registration, CancellationToken cancellationToken)
    {
        if (AccountRules.Check(registration).Failed(out var problem, out var checkedRegistration))
            return problem;

        var now = time.GetUtcNow();
        var user = new UserRecord(
            Guid.CreateVersion7(now),
            checkedRegistration.UserName,
            checkedRegistration.Email,
            await passwords.HashAsync(checkedRegistration.Password, cancellationToken),
            checkedRegistration.DisplayName!,
            Bio: null,
            _admins.Contains(checkedRegistration.UserName) ? [Roles.Listener, Roles.Admin] : [Roles.Listener],
            now);
        return (await store.AddAsync(user, cancellationToken)).Failed(out problem, out var added)
            ? problem
            : await tokens.IssueAsync(added, CancellationToken.None);
    }

    public async Task<Outcome<Session>> LogInAsync(Credentials credentials, CancellationToken cancellationToken)
    {
        var name = credentials.UserName?.Trim() ?? "";
        var user = name.Length is 0 or > 254
            ? null
            : name.Contains('@')
                ? await store.FindByEmailAsync(name, cancellationToken)
                : await store.FindByNameAsync(name, cancellationToken);
        // A password that no account can have is not worth hashing, however long it is.
        var password = credentials.Password is { Length: <= AccountRules.LongestPassword } given ? given : "";
        return await passwords.VerifyAsync(user?.PasswordHash, password, cancellationToken) && user is not null
            ? await tokens.IssueAsync(user, cancellationToken)
            : Problem.InvalidCredentials();
    }
}
