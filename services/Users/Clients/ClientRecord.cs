using System.Security.Cryptography;
using System.Text;
using MusicGraph.Contracts;

namespace MusicGraph.Users.Clients;

/// <summary>A client as it is stored.</summary>
/// <param name="Secrets">The hashes of its secrets, oldest first.</param>
/// <param name="RevokedTokens">Tokens that were revoked and have not expired.</param>
internal sealed record ClientRecord(
    Guid Id,
    string Name,
    IReadOnlyList<string> Scopes,
    Guid OwnerId,
    DateTimeOffset CreatedAt,
    DateTimeOffset? RevokedAt,
    IReadOnlyList<StoredSecret> Secrets,
    IReadOnlyList<RevokedToken> RevokedTokens)
{
    private const string Prefix = "partner-";

    /// <summary>What the client calls itself. It is no user's id, nor could it be taken for one.</summary>
    public string ClientId => IdOf(Id);

    public static string IdOf(Guid id) => $"{Prefix}{id:N}";

    /// <summary>The id of a client that calls itself so; null for what is none.</summary>
    public static Guid? Parse(string? clientId) =>
        clientId is not null && clientId.StartsWith(Prefix, StringComparison.Ordinal) && Guid.TryParseExact(clientId[Prefix.Length..], "N", out var id)
            ? id
            : null;

    public PartnerClient ToClient() => new(
        Id, ClientId, Name, Scopes, OwnerId, CreatedAt, RevokedAt, [.. Secrets.Select(secret => new ClientSecret(secret.CreatedAt, secret.ExpiresAt))]);

    /// <summary>Whether the client can prove itself with this now.</summary>
    public bool Accepts(string secret, DateTimeOffset now) =>
        RevokedAt is null && Secrets.Any(stored => (stored.ExpiresAt is null || now < stored.ExpiresAt) && stored.IsOf(secret));
}

/// <summary>
/// SHA-256 of a secret. It has 256 random bits, which nobody guesses however fast the hash is; slow hashes are for what people think up.
/// </summary>
internal sealed record StoredSecret(string Hash, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt)
{
    private const int SecretBytes = 32;

    /// <summary>A new secret and what is kept of it.</summary>
    public static (string Secret, StoredSecret Stored) Create(DateTimeOffset now)
    {
        var secret = "mgs_" + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        return (secret, new StoredSecret(HashOf(secret), now, ExpiresAt: null));
    }

    public bool IsOf(string secret) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash), Encoding.ASCII.GetBytes(HashOf(secret)));

    private static string HashOf(string secret) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

/// <param name="TokenId">Its <c>jti</c>.</param>
internal sealed record RevokedToken(string TokenId, DateTimeOffset ExpiresAt);
