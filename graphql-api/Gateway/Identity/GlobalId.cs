using System.Buffers.Text;
using System.Text;

namespace MusicGraph.Gateway.Identity;

/// <summary>
/// The schema's global ids outside of the schema, in REST bodies and addresses: base64 of the type's name, a colon and the
/// key's 16 bytes, as both GraphQL engines write them.
/// </summary>
internal static class GlobalId
{
    public static string Format(string typeName, Guid key) => Convert.ToBase64String(Bytes(typeName, key));

    /// <summary>The same id in the alphabet that needs no escape in an address (RFC 4648, section 5).</summary>
    public static string FormatForUrl(string typeName, Guid key) => Base64Url.EncodeToString(Bytes(typeName, key));

    /// <summary>Reads either form, percent-encoded or not, or the bare key.</summary>
    public static bool TryParse(string typeName, string? text, out Guid key)
    {
        key = default;
        if (text is null or { Length: > 200 })
            return false;
        if (Guid.TryParse(text, out key))
            return true;

        var base64 = Uri.UnescapeDataString(text).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var bytes = new byte[base64.Length];
        if (!Base64Url.IsValid(base64) || !Base64Url.TryDecodeFromChars(base64, bytes, out var length))
            return false;
        var prefix = Encoding.UTF8.GetBytes(typeName + ":");
        if (length != prefix.Length + 16 || !bytes.AsSpan().StartsWith(prefix))
            return false;
        key = new Guid(bytes.AsSpan(prefix.Length, 16));
        return true;
    }

    private static byte[] Bytes(string typeName, Guid key) => [.. Encoding.UTF8.GetBytes(typeName), (byte)':', .. key.ToByteArray()];
}
