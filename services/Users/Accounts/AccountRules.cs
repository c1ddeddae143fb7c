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
    private const int LongestEmail = 254;

    private static readonly TextRule DisplayName = new("displayName", 80);
    private static readonly TextRule Bio = new("bio", 1_000, Required: false, ManyLines: true);

    /// <summary>The registration with its texts cleaned, or the first rule it breaks.</summary>
    public static Outcome<Registration> Check(Registration registration)
    {
        if (registration.UserName is not { } userName || !UserNames.IsPossible(userName))
            return Problem.Invalid("userName", "userName must be three to thirty of a-z, 0-9, '.', '_' and '-'.");
        var email = registration.Email?.Trim() ?? "";
        if (!IsEmail(email))
            return Problem.Invalid("email", "email must be an e-mail address.");
        if (registration.Password is not { Length: >= ShortestPassword and <= LongestPassword })
            return Problem.Invalid("password", $"password must have {ShortestPassword} to {LongestPassword} characters.");
        return DisplayName.Check(registration.DisplayName ?? userName).Failed(out var problem, out var displayName)
            ? problem
            : registration with { Email = email, DisplayName = displayName };
    }

    /// <summary>The record with the edit made, or the first rule it breaks.</summary>
    public static Outcome<UserRecord> Apply(UserRecord user, ProfileEdit edit)
    {
        if (DisplayName.Check(edit.DisplayName ?? user.DisplayName).Failed(out var problem, out var displayName))
            return problem;
        return Bio.Check(edit.Bio ?? user.Bio).Failed(out problem, out var bio)
            ? problem
            : user with { DisplayName = displayName, Bio = bio.Length == 0 ? null : bio };
    }

    private static bool IsEmail(string email) =>
        email.Length <= LongestEmail
        && !email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && MailAddress.TryCreate(email, out var address)
        && address.Address == email
        && address.Host.Contains('.');
}
