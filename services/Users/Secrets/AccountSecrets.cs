using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MusicGraph.ServiceDefaults.Secrets;

namespace MusicGraph.Users.Secrets;

/// <summary>What the users service reads from the secret store. Without its keys it can do nothing, and is not healthy.</summary>
internal sealed class AccountSecrets(SecretKeys secrets) : IHealthCheck
{
    private volatile AccountKeys? _keys;

    /// <summary>The keys, read once: those that are changed are read at the next start.</summary>
    public async ValueTask<AccountKeys> KeysAsync(CancellationToken cancellationToken) => _keys ??= new AccountKeys(
        await secrets.GetAsync(Contracts.Secrets.PersonalData, cancellationToken),
        (await secrets.GetAsync(Contracts.Secrets.PersonalIndex, cancellationToken))[0]);

    /// <summary>Whether this is the token that makes an administrator.</summary>
    public async Task<bool> IsSetupTokenAsync(string text, CancellationToken cancellationToken)
    {
        var given = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var expected = await secrets.GetAsync(Contracts.Secrets.SetupToken, cancellationToken);
        return Convert.TryFromBase64String(text, given, out var length)
            && CryptographicOperations.FixedTimeEquals(given.AsSpan(0, length), expected[0]);
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await KeysAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
