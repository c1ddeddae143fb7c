using System.Text;

namespace MusicGraph.GraphQL.AspNetCore.Sockets;

/// <summary>The text of a close frame.</summary>
internal static class CloseReason
{
    // RFC 6455, section 5.5: a control frame carries 125 bytes, two of which are the code.
    private const int MaxBytes = 123;

    public static string Shorten(string reason)
    {
        if (Encoding.UTF8.GetByteCount(reason) <= MaxBytes) return reason;
        var shortened = new StringBuilder();
        var bytes = 0;
        foreach (var rune in reason.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes) break;
            shortened.Append(rune.ToString());
        }

        return shortened.ToString();
    }
}
