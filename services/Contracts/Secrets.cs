namespace MusicGraph.Contracts;

/// <summary>
/// The names of what <see cref="Components.AppSecrets"/> holds: keys of 32 random bytes in base64. One may be several, separated by commas: the
/// first is used from now on, the others are still known, so that a key can be replaced while everything runs.
/// </summary>
public static class Secrets
{
    /// <summary>Signs the addresses that audio is streamed from.</summary>
    public const string AudioAddresses = "audio-addresses";

    /// <summary>Encrypts what says who somebody is, such as e-mail addresses.</summary>
    public const string PersonalData = "personal-data";

    /// <summary>All that there must be.</summary>
    public static IReadOnlyList<string> Needed { get; } = [AudioAddresses, PersonalData];
}
