using MusicGraph.Gateway.Identity;

namespace MusicGraph.Gateway.Users;

[MutationType]
internal static partial class AccountMutations
{
    /// <summary>Hashing a password takes a core for a tenth of a second, and each try is a guess: a request may have five.</summary>
    internal const int PasswordCost = 2_000;

    /// <summary>Makes an account and logs it in.</summary>
    /// <param name="userName">Three to thirty of a-z, 0-9, '.', '_' and '-'.</param>
    /// <param name="email">An address that no other account has.</param>
    /// <param name="password">Eight to 128 characters, and neither the user name nor the address.</param>
    /// <param name="displayName">What others see; the user name when not given.</param>
    /// <param name="country">Two letters of ISO 3166-1.</param>
    /// <param name="deviceName">What the list of your sessions is to show; what the client calls itself when not given.</param>
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<UserNameTakenException>]
    [Error<EmailTakenException>]
    public static Task<Session> RegisterAsync(
        string userName,
        string email,
        string password,
        string? displayName,
        string? country,
        string? deviceName,
        [Service] UserClient users,
        CancellationToken cancellationToken) =>
        users.RegisterAsync(new Registration(userName, email, password, displayName, country, deviceName), cancellationToken);

    /// <summary>Changes what others see of you and where you are; what is not given stays, what is empty goes.</summary>
    /// <param name="displayName">Your name.</param>
    /// <param name="bio">What you tell about yourself.</param>
    /// <param name="avatarUrl">The https address of a picture of you.</param>
    /// <param name="country">Two letters of ISO 3166-1.</param>
    [Authorize]
    [Error<InvalidInputException>]
    public static async Task<User> UpdateProfileAsync(
        string? displayName,
        string? bio,
        string? avatarUrl,
        string? country,
        [Service] UserClient users,
        CancellationToken cancellationToken) =>
        (await users.EditProfileAsync(new ProfileEdit(displayName, bio, avatarUrl, country), cancellationToken)).User;

    /// <summary>Changes the name that you log in with. The one that you had is free for others.</summary>
    /// <param name="userName">Three to thirty of a-z, 0-9, '.', '_' and '-'.</param>
    /// <param name="currentPassword">To be sure that it is you.</param>
    [Authorize]
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<InvalidCredentialsException>]
    [Error<UserNameTakenException>]
    [Error<TooManyAttemptsException>]
    public static async Task<User> ChangeUserNameAsync(
        string userName, string currentPassword, [Service] UserClient users, CancellationToken cancellationToken) =>
        (await users.ChangeUserNameAsync(new UserNameChange(userName, currentPassword), cancellationToken)).User;

    /// <summary>Changes the e-mail address of your account.</summary>
    /// <param name="email">An address that no other account has.</param>
    /// <param name="currentPassword">To be sure that it is you.</param>
    [Authorize]
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<InvalidCredentialsException>]
    [Error<EmailTakenException>]
    [Error<TooManyAttemptsException>]
    public static async Task<User> ChangeEmailAsync(
        string email, string currentPassword, [Service] UserClient users, CancellationToken cancellationToken) =>
        (await users.ChangeEmailAsync(new EmailChange(email, currentPassword), cancellationToken)).User;

    /// <summary>Changes your password and ends all your sessions; you go on in a new one.</summary>
    /// <param name="newPassword">Eight to 128 characters, and neither the user name nor the address.</param>
    /// <param name="currentPassword">To be sure that it is you.</param>
    /// <param name="deviceName">What the list of your sessions is to show; what the client calls itself when not given.</param>
    [Authorize]
    [Cost(PasswordCost)]
    [Error<InvalidInputException>]
    [Error<InvalidCredentialsException>]
    [Error<TooManyAttemptsException>]
    public static Task<Session> ChangePasswordAsync(
        string newPassword, string currentPassword, string? deviceName, [Service] UserClient users, CancellationToken cancellationToken) =>
        users.ChangePasswordAsync(new PasswordChange(newPassword, currentPassword, deviceName), cancellationToken);

    /// <summary>Deletes your account with all that it owns, for good.</summary>
    /// <param name="currentPassword">To be sure that it is you.</param>
    [Authorize]
    [Cost(PasswordCost)]
    [Error<InvalidCredentialsException>]
    [Error<TooManyAttemptsException>]
    [UseMutationConvention(PayloadFieldName = "deletedUserId")]
    [ID<User>]
    public static async Task<Guid> DeleteAccountAsync(
        string currentPassword, ClaimsPrincipal caller, [Service] UserClient users, CancellationToken cancellationToken)
    {
        await users.DeleteAccountAsync(new AccountDeletion(currentPassword), cancellationToken);
        return caller.RequireUserId();
    }
}
