using System.Security.Cryptography;
using System.Text;
using Azure.Storage.Blobs.Models;

namespace MusicGraph.Dapr.Runtime.Bindings.AzureBlob;

/// <summary>What a <c>create</c> says of its blob: the content's headers, and everything else as the blob's metadata (components-contrib, <c>request.go</c>).</summary>
internal sealed record BlobProperties(BlobHttpHeaders Headers, IDictionary<string, string> Metadata)
{
    /// <exception cref="BindingException">The MD5 is none, or that of other bytes.</exception>
    public static BlobProperties Read(IReadOnlyDictionary<string, string> request, ReadOnlySpan<byte> content)
    {
        var headers = new BlobHttpHeaders();
        var metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request)
        {
            switch (name.ToLowerInvariant())
            {
                case "blobname" or "signttl":
                    break;
                case "contenttype":
                    headers.ContentType = value;
                    break;
                case "contentmd5":
                    headers.ContentHash = Md5(value, content);
                    break;
                case "contentencoding":
                    headers.ContentEncoding = value;
                    break;
                case "contentlanguage":
                    headers.ContentLanguage = value;
                    break;
                case "contentdisposition":
                    headers.ContentDisposition = value;
                    break;
                case "cachecontrol":
                    headers.CacheControl = value;
                    break;
                default:
                    metadata[Sanitized(name, char.IsAsciiLetterOrDigit)] = Sanitized(value, letter => char.IsAscii(letter) && letter != '\0').Trim();
                    break;
            }
        }

        return new BlobProperties(headers, metadata);
    }

    private static byte[] Md5(string text, ReadOnlySpan<byte> content)
    {
        Span<byte> given = stackalloc byte[MD5.HashSizeInBytes];
        if (!Convert.TryFromBase64String(text, given, out var length) || length != given.Length)
            throw new BindingException("the MD5 value specified in Content MD5 is invalid, MD5 value must be 128 bits and base64 encoded");
        return given.SequenceEqual(MD5.HashData(content))
            ? given.ToArray()
            : throw new BindingException("error uploading az blob: the MD5 value specified in Content MD5 is not that of the data (Md5Mismatch)");
    }

    private static string Sanitized(string text, Func<char, bool> isAllowed)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (isAllowed(letter))
                kept.Append(letter);
        }

        return kept.ToString();
    }
}
