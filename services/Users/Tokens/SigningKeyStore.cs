using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;
using MusicGraph.Users.Secrets;

namespace MusicGraph.Users.Tokens;

/// <summary>
/// The key pairs that tokens are signed with, kept in the state. Whoever needs one when another is due makes it; of replicas that do so at
/// once, one wins and the others use its key.
/// </summary>
internal sealed class SigningKeyStore(Transactions transactions, AccountSecrets secrets, IOptions<UsersOptions> options, TimeProvider time)
{
    // How much later than the others a replica may see that a key was made: far less than a key is published ahead.
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly string Key = StateKey.Of("signing-keys", "ring");

    // Live as long as the process: tokens are signed with them all the time.
    private readonly ConcurrentDictionary<string, ECDsaSecurityKey> _opened = [];
    private volatile Known? _known;

    /// <summary>The key that signs now.</summary>
    public async Task<ECDsaSecurityKey> SignerAsync(CancellationToken cancellationToken)
    {
        var ring = await RingAsync(cancellationToken);
        return Open(ring.Signer(time.GetUtcNow()), await secrets.KeysAsync(cancellationToken));
    }

    /// <summary>All keys that tokens may be signed with, now or in a while.</summary>
    public async Task<IReadOnlyList<ECDsaSecurityKey>> AllAsync(CancellationToken cancellationToken)
    {
        var ring = await RingAsync(cancellationToken);
        var keys = await secrets.KeysAsync(cancellationToken);
        return [.. ring.Keys.Select(key => Open(key, keys))];
    }

    private async Task<SigningKeyRing> RingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known is { } known && now - known.ReadAt < Kept)
            return known.Ring;
        var keys = await secrets.KeysAsync(cancellationToken);
        var ring = await transactions.RunAsync<SigningKeyRing>(
            Key,
            async (session, token) =>
            {
                var stored = await session.GetAsync<SigningKeyRing>(Key, token) ?? SigningKeyRing.Empty;
                var due = stored.At(now, TimeSpan.FromDays(Math.Max(1, options.Value.SigningKeyDays)), AccessTokens.LongestLifetime + AccessTokens.ClockSkew, from => Create(from, keys));
                if (due != stored)
                    session.Put(Key, due);
                return (Outcome<SigningKeyRing>)due;
            },
            cancellationToken);
        _known = new Known(ring.Value, now);
        return ring.Value;
    }

    private static StoredKey Create(DateTimeOffset signsFrom, AccountKeys keys)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var id = Guid.CreateVersion7(signsFrom).ToString("N");
        return new StoredKey(id, keys.Seal(id, pair.ExportPkcs8PrivateKey()), signsFrom);
    }

    private ECDsaSecurityKey Open(StoredKey stored, AccountKeys keys) => _opened.GetOrAdd(stored.KeyId, id =>
    {
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(keys.Open(id, stored.Sealed), out _);
        return new ECDsaSecurityKey(pair) { KeyId = id };
    });

    private sealed record Known(SigningKeyRing Ring, DateTimeOffset ReadAt);
}
