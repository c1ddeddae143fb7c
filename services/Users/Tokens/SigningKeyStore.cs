using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Users.Tokens;

/// <summary>
/// The key pair that tokens are signed with. It is made at the first need and kept in the state; of replicas that start at
/// once, one wins and the others use its key.
/// </summary>
internal sealed class SigningKeyStore(Transactions transactions, TimeProvider time)
{
    private static readonly string Key = StateKey.Of("signing-key", "current");

    private volatile ECDsaSecurityKey? _key;

    public async Task<ECDsaSecurityKey> GetAsync(CancellationToken cancellationToken)
    {
        if (_key is { } known)
            return known;

        var stored = await transactions.RunAsync<StoredKey>(
            Key,
            async (session, token) =>
            {
                if (await session.GetAsync<StoredKey>(Key, token) is { } existing)
                    return existing;
                using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
                var created = new StoredKey(
                    Guid.CreateVersion7(time.GetUtcNow()).ToString("N"), Convert.ToBase64String(pair.ExportPkcs8PrivateKey()));
                session.Put(Key, created);
                return (Outcome<StoredKey>)created;
            },
            cancellationToken);
        return _key = Read(stored.Value);
    }

    private static ECDsaSecurityKey Read(StoredKey stored)
    {
        // Lives as long as the process: tokens are signed with it all the time.
        var pair = ECDsa.Create();
        pair.ImportPkcs8PrivateKey(Convert.FromBase64String(stored.Pkcs8), out _);
        return new ECDsaSecurityKey(pair) { KeyId = stored.KeyId };
    }

    /// <param name="Pkcs8">Base64 of the PKCS #8 private key.</param>
    private sealed record StoredKey(string KeyId, string Pkcs8);
}
