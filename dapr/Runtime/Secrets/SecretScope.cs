namespace MusicGraph.Dapr.Runtime.Secrets;

/// <summary>Which secrets of a store an app may read.</summary>
/// <remarks>https://docs.dapr.io/operations/configuration/secret-scope/.</remarks>
/// <param name="AllowedByDefault"><c>defaultAccess</c>.</param>
/// <param name="Allowed">Where there are any, these and no others.</param>
internal sealed record SecretScope(string StoreName, bool AllowedByDefault, IReadOnlyList<string> Allowed, IReadOnlyList<string> Denied)
{
    public bool Allows(string secret)
        => Allowed.Count > 0 ? Allowed.Contains(secret, StringComparer.Ordinal) : AllowedByDefault && !Denied.Contains(secret, StringComparer.Ordinal);
}
