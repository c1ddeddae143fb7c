using System.Net.Mail;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Accounts;

/// <summary>What an account may look like.</summary>
internal static class AccountRules
{
    public const int ShortestPassword = 8;
    public const int LongestPassword = 128;

    // RFC 5321, 4.5.3.1.3, without the angle brackets.
    public const int LongestEmail = 254;

    private const int LongestAddress = 500;

    private static readonly TextRule DisplayName = new("displayName", 80);
    private static readonly TextRule Bio = new("bio", 1_000, Required: false, ManyLines: true);

    /// <summary>The registration with its texts cleaned, or the first rule it breaks.</summary>
    public static Outcome<Registration> Check(Registration registration)
    {
        if (CheckUserName(registration.UserName).Failed(out var problem, out var userName))
            return problem;
        if (CheckEmail(registration.Email).Failed(out problem, out var email))
            return problem;
        if (CheckPassword("password", registration.Password, userName, email) is { } weak)
            return weak;
        if (CheckCountry(registration.Country).Failed(out problem, out var country))
            return problem;
        return DisplayName.Check(registration.DisplayName ?? userName).Failed(out problem, out var displayName)
            ? problem
            : registration with { Email = email, DisplayName = displayName, Country = country.Length == 0 ? null : country };
    }

    /// <summary>The record with the edit made, or the first rule it breaks.</summary>
    public static Outcome<UserRecord> Apply(UserRecord user, ProfileEdit edit)
    {
        if (DisplayName.Check(edit.DisplayName ?? user.DisplayName).Failed(out var problem, out var displayName))
            return problem;
        if (Bio.Check(edit.Bio ?? user.Bio).Failed(out problem, out var bio))
            return problem;
        if (CheckAvatar(edit.AvatarUrl ?? user.AvatarUrl).Failed(out problem, out var avatar))
            return problem;
        return CheckCountry(edit.Country ?? user.Country).Failed(out problem, out var country)
            ? problem
            : user with
            {
                DisplayName = displayName,
                Bio = bio.Length == 0 ? null : bio,
                AvatarUrl = avatar.Length == 0 ? null : avatar,
                Country = country.Length == 0 ? null : country,
            };
    }

    public static Outcome<string> CheckUserName(string? userName) => userName is not null && UserNames.IsPossible(userName)
        ? userName
        : Problem.Invalid("userName", "userName must be three to thirty of a-z, 0-9, '.', '_' and '-'.");

    public static Outcome<string> CheckEmail(string? email)
    {
        var clean = email?.Trim() ?? "";
        return IsEmail(clean) ? clean : Problem.Invalid("email", "email must be an e-mail address.");
    }

    /// <summary>Null for a password that an account may have. Its length counts, not its kinds of characters (NIST SP 800-63B, 3.1.1.2).</summary>
    public static Problem? CheckPassword(string field, string? password, string userName, string email)
    {
        if (password is not { Length: >= ShortestPassword and <= LongestPassword })
            return Problem.Invalid(field, $"{field} must have {ShortestPassword} to {LongestPassword} characters.");
        return password.Equals(userName, StringComparison.OrdinalIgnoreCase) || password.Equals(email, StringComparison.OrdinalIgnoreCase)
            ? Problem.Invalid(field, $"{field} must not be your user name or e-mail address.")
            : null;
    }

    private static Outcome<string> CheckCountry(string? country)
    {
        var clean = country?.Trim().ToUpperInvariant() ?? "";
        return clean.Length == 0 || (clean.Length == 2 && clean.All(char.IsAsciiLetterUpper))
            ? clean
            : Problem.Invalid("country", "country must be two letters of ISO 3166-1.");
    }

    private static Outcome<string> CheckAvatar(string? address)
    {
        var clean = address?.Trim() ?? "";
        return clean.Length == 0
            || (clean.Length <= LongestAddress
                && Uri.TryCreate(clean, UriKind.Absolute, out var uri)
                && uri is { Scheme: "https", UserInfo: "" }
                && uri.AbsoluteUri.Length <= LongestAddress)
            ? clean
            : Problem.Invalid("avatarUrl", $"avatarUrl must be an https address of at most {LongestAddress} characters.");
    }

    private static bool IsEmail(string email) =>
        email.Length <= LongestEmail
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
        && address.Host.Contains('.');
}
