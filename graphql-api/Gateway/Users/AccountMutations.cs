namespace MusicGraph.Gateway.Users;

[MutationType]
internal static partial class AccountMutations
{
    /// <summary>Hashing a password takes a core for a tenth of a second, and each try is a guess: a request may have five.</summary>
    private const int PasswordCost = 2_000;

    /// <summary>Makes an account and logs it in.</summary>
    /// <param name="userName">Three to thirty of a-z, 0-9, '.', '_' and '-'.</param>
    /// <param name="email">An address that no other account has.</param>
    /// <param name="password">At least eight characters.</param>
    /// <param name="displayName">What others see; the user name when not given.</param>
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<UserNameTakenException>]
    [Error<EmailTakenException>]
    public static Task<Session> RegisterAsync(
        string userName, string email, string password, string? displayName, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.RegisterAsync(new Registration(userName, email, password, displayName), cancellationToken);

    /// <summary>Gives a token for a user name and password.</summary>
    /// <param name="userName">The user name or the e-mail address.</param>
    /// <param name="password">The account's password.</param>
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<InvalidCredentialsException>]
    public static Task<Session> LogInAsync(string userName, string password, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.LogInAsync(new Credentials(userName, password), cancellationToken);

    /// <summary>Changes what others see of you; what is not given stays.</summary>
    /// <param name="displayName">Your name.</param>
    /// <param name="bio">What you tell about yourself.</param>
    [Authorize]
    [Error<InvalidInputException>]
    public static async Task<User> UpdateProfileAsync(
        string? displayName, string? bio, [Service] UserClient users, CancellationToken cancellationToken) =>
        (await users.EditProfileAsync(new ProfileEdit(displayName, bio), cancellationToken)).User;
}
