using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace MusicGraph.Users.Secrets;

/// <summary>The keys that personal data is sealed with and found by.</summary>
/// <param name="sealing">The first seals, all of them open.</param>
/// <param name="index">What it made once it must make again.</param>
internal sealed class AccountKeys(IReadOnlyList<byte[]> sealing, byte[] index)
{
    private const int KeyBytes = 32;
    private const int IdBytes = 4;
    private static readonly int NonceBytes = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagBytes = AesGcm.TagByteSizes.MaxSize;

    private readonly (string Id, byte[] Key)[] _sealing = [.. sealing.Select(secret => (IdOf(secret), Derive(secret, "seal")))];

    /// <summary>Encrypts with AES-256-GCM: the key's id, a dot and base64 of nonce, ciphertext and tag.</summary>
    /// <param name="subject">Whose it is; it does not open as anybody else's.</param>
    public string Seal(string subject, byte[] plain)
    {
        var (id, key) = _sealing[0];
        var sealedBytes = new byte[NonceBytes + plain.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceBytes, plain.Length),
            sealedBytes.AsSpan(NonceBytes + plain.Length),
            Encoding.UTF8.GetBytes(subject));
        return $"{id}.{Base64Url.EncodeToString(sealedBytes)}";
    }

    /// <summary>Decrypts what <see cref="Seal"/> made.</summary>
    /// <exception cref="CryptographicException">The key is not among these, or the text is another's or was changed.</exception>
    public byte[] Open(string subject, string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var key = Array.Find(_sealing, known => dot > 0 && text.AsSpan(0, dot).SequenceEqual(known.Id)).Key
            ?? throw new CryptographicException("It is sealed with a key that is not among those of personal data.");
        var payload = text.AsSpan(dot + 1);
        var bytes = Base64Url.IsValid(payload) ? Base64Url.DecodeFromChars(payload) : [];
        if (bytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("It is not sealed.");
        var plain = new byte[bytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(
            bytes.AsSpan(0, NonceBytes),
            bytes.AsSpan(NonceBytes, plain.Length),
            bytes.AsSpan(NonceBytes + plain.Length),
            plain,
            Encoding.UTF8.GetBytes(subject));
        return plain;
    }

    /// <summary>Stands for a text in a key: the same for the same text, and nothing without the index key.</summary>
    /// <param name="kind">What kind of text; the same text of another kind has another.</param>
    public string Index(string kind, string text) => Convert.ToHexStringLower(Follow(kind, Encoding.UTF8.GetBytes(text)));

    /// <summary>32 bytes that follow from these and that nobody without the index key can tell.</summary>
    public byte[] Follow(string kind, ReadOnlySpan<byte> from) => HMACSHA256.HashData(Derive(index, kind), from);

    private static byte[] Derive(byte[] secret, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, salt: null, info: Encoding.UTF8.GetBytes(purpose));

    /// <summary>Names a key without telling anything of it.</summary>
    private static string IdOf(byte[] secret) => Convert.ToHexStringLower(Derive(secret, "id").AsSpan(0, IdBytes));
}
