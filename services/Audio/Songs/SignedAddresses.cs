using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Secrets;

namespace MusicGraph.Audio.Songs;

/// <summary>
/// Addresses that a song's audio can be streamed from without a token, as a player's <c>audio</c> element does: good for one song, until they
/// expire.
/// </summary>
/// <remarks>
/// They end on the hour, one to two hours from now, so that everyone who asks within an hour gets the same address and a cache in between
/// keeps one copy. HMAC-SHA-256 over what they say.
/// </remarks>
internal sealed class SignedAddresses(SecretKeys keys, TimeProvider time)
{
    /// <summary>Where the one is whom the address was given to; not there where that is not known.</summary>
    public const string Country = "country";

    private const string Expires = "expires";
    private const string Signature = "signature";
    private static readonly TimeSpan Step = TimeSpan.FromHours(1);

    /// <summary>Signs the songs' addresses: what is to be put behind them, without the question mark.</summary>
    /// <param name="country">Where the one is whom they are given to; null where that is not known.</param>
    public async Task<Func<Guid, string>> SignerAsync(string? country, CancellationToken cancellationToken)
    {
        var key = (await keys.GetAsync(Secrets.AudioAddresses, cancellationToken))[0];
        var end = time.GetUtcNow() + (2 * Step);
        var expires = (end - TimeSpan.FromTicks(end.Ticks % Step.Ticks)).ToUnixTimeSeconds();
        var place = country is null ? "" : $"{Country}={Uri.EscapeDataString(country)}&";
        return songId => string.Create(
            CultureInfo.InvariantCulture, $"{Expires}={expires}&{place}{Signature}={Base64Url.EncodeToString(Sign(key, songId, expires, country))}");
    }

    /// <summary>Whether the query of a request is what we put behind this song's address, and the address has not expired.</summary>
    public async Task<bool> IsGoodAsync(Guid songId, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (!long.TryParse(query[Expires], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            || expires <= time.GetUtcNow().ToUnixTimeSeconds()
            || query[Signature] is not [{ Length: 43 } text]
            || !Base64Url.IsValid(text))
        {
            return false;
        }

        var signature = Base64Url.DecodeFromChars(text);
        return (await keys.GetAsync(Secrets.AudioAddresses, cancellationToken))
            .Any(key => CryptographicOperations.FixedTimeEquals(Sign(key, songId, expires, query[Country]), signature));
    }

    private static byte[] Sign(byte[] key, Guid songId, long expires, string? country) => HMACSHA256.HashData(
        key,
        Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"GET /audio/{songId:N} until {expires}{(country is null ? "" : " in ")}{country}")));
}
