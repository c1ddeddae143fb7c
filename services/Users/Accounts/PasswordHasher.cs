using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace MusicGraph.Users.Accounts;

/// <summary>PBKDF2 with HMAC-SHA-512 and a salt of its own for each password, written as <c>pbkdf2-sha512$rounds$salt$hash</c>.</summary>
internal sealed class PasswordHasher
{
    private const string Scheme = "pbkdf2-sha512";
    private const int FewestIterations = 100_000;
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    private readonly int _iterations;

    // Hashing is pure processor time: no more at once than there are processors, so that other requests get their turn.
    private readonly SemaphoreSlim _slots = new(Math.Max(1, Environment.ProcessorCount - 1));
    private readonly string _nobody;

    public PasswordHasher(IOptions<UsersOptions> options)
    {
        _iterations = Math.Max(FewestIterations, options.Value.PasswordIterations);
        // Never matches: its hash is random, not made of any password.
        _nobody = Write(_iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var salt = RandomNumberGenerator.GetBytes(SaltBytes);
            return Write(_iterations, salt, Derive(password, salt, _iterations));
        },
        cancellationToken);

    /// <summary>Whether the password is the one. Takes as long for an account that is not there (null) as for one that is.</summary>
    public Task<bool> VerifyAsync(string? hash, string password, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            var parts = (hash ?? _nobody).Split('$');
            if (parts is not [Scheme, var rounds, var salt, var expected])
                return false;
            var actual = Derive(password, Convert.FromBase64String(salt), int.Parse(rounds, CultureInfo.InvariantCulture));
            return CryptographicOperations.FixedTimeEquals(actual, Convert.FromBase64String(expected));
        },
        cancellationToken);

    private async Task<TResult> RunAsync<TResult>(Func<TResult> work, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(work, cancellationToken);
        }
        finally
        {
            _slots.Release();
        }
    }

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private static string Write(int iterations, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
}
