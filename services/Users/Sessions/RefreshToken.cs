using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace MusicGraph.Users.Sessions;

/// <summary>A refresh token: whose it is, of which session, and a secret of which only the hash is stored.</summary>
internal sealed record RefreshToken(Guid UserId, Guid SessionId, byte[] Secret)
{
    public const int SecretBytes = 32;
    private const int IdBytes = 16;
    private const int Length = (IdBytes + IdBytes + SecretBytes) * 4 / 3 + 1;

    /// <summary>What is stored. The secret is random, so that a plain hash tells nothing of it.</summary>
    public static string HashOf(byte[] secret) => Convert.ToBase64String(SHA256.HashData(secret));

    /// <summary>Null for what is no refresh token.</summary>
    public static RefreshToken? TryParse(string? text)
    {
        if (text is not { Length: Length } || !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return null;
        var bytes = Base64UrlEncoder.DecodeBytes(text);
        return new RefreshToken(new Guid(bytes.AsSpan(0, IdBytes)), new Guid(bytes.AsSpan(IdBytes, IdBytes)), bytes[(IdBytes + IdBytes)..]);
    }

    public override string ToString() => Base64UrlEncoder.Encode([.. UserId.ToByteArray(), .. SessionId.ToByteArray(), .. Secret]);
}
