namespace MusicGraph.Contracts;

/// <summary>
/// The names of what <see cref="Components.AppSecrets"/> holds: keys of 32 random bytes in base64. One may be several, separated by commas: the
/// first is used from now on, the others are still known, so that a key can be replaced while everything runs.
/// </summary>
public static class Secrets
{
    /// <summary>Signs the addresses that audio is streamed from.</summary>
    public const string AudioAddresses = "audio-addresses";

    /// <summary>Encrypts what says who somebody is, such as e-mail addresses, and the private keys that tokens are signed with.</summary>
    public const string PersonalData = "personal-data";

    /// <summary>Makes from an e-mail address what it is found by. It is never replaced: what was written by it could not be found any more.</summary>
    public const string PersonalIndex = "personal-index";

    /// <summary>Makes an administrator of the user who names it, once. A new one makes another.</summary>
    public const string SetupToken = "setup-token";

    /// <summary>All that there must be.</summary>
    public static IReadOnlyList<string> Needed { get; } = [AudioAddresses, PersonalData, PersonalIndex, SetupToken];
}
