using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>What a client accepts (RFC 9110, section 12.5.1).</summary>
/// <param name="Preferred">Null when it accepts nothing that there is.</param>
/// <param name="EventStream">Whether a stream of events would do too.</param>
internal readonly record struct AcceptedFormats(ResponseFormat? Preferred, bool EventStream)
{
    private const int FormatCount = 3;

    // Without a header anything is acceptable.
    private static readonly AcceptedFormats Anything = new(ResponseFormat.Json, true);

    public static AcceptedFormats Parse(StringValues header)
    {
        if (header.Count > 1) return Parse(string.Join(',', (IEnumerable<string?>)header).AsSpan());
        return header.ToString() switch
        {
            "" or "*/*" => Anything,
            "application/json" => new AcceptedFormats(ResponseFormat.Json, false),
            "application/graphql-response+json" => new AcceptedFormats(ResponseFormat.GraphQLResponse, false),
            "text/event-stream" => new AcceptedFormats(ResponseFormat.EventStream, true),
            { } other => Parse(other.AsSpan()),
        };
    }

    private static AcceptedFormats Parse(ReadOnlySpan<char> header)
    {
        Span<double> quality = stackalloc double[FormatCount];
        Span<int> specificity = stackalloc int[FormatCount];
        Span<int> position = stackalloc int[FormatCount];
        var current = 0;
        foreach (var range in header.Split(','))
        {
            var entry = header[range];
            var semicolon = entry.IndexOf(';');
            var mediaType = (semicolon < 0 ? entry : entry[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1 : Weight(entry[(semicolon + 1)..]);
            current++;
            for (var format = 0; format < FormatCount; format++)
            {
                // The most specific range that matches a type says how welcome it is.
                var match = Match(mediaType, (ResponseFormat)format);
                if (match <= specificity[format]) continue;
                specificity[format] = match;
                quality[format] = weight;
                position[format] = current;
            }
        }

        ResponseFormat? preferred = null;
        for (var format = 0; format < FormatCount; format++)
        {
            if (quality[format] <= 0) continue;
            if (preferred is { } best
                && (quality[format] < quality[(int)best] || (quality[format] == quality[(int)best] && position[format] >= position[(int)best])))
            {
                continue;
            }

            preferred = (ResponseFormat)format;
        }

        return new AcceptedFormats(preferred, quality[(int)ResponseFormat.EventStream] > 0);
    }

    private static int Match(ReadOnlySpan<char> mediaType, ResponseFormat format)
    {
        var (exact, group) = format switch
        {
            ResponseFormat.Json => ("application/json", "application/*"),
            ResponseFormat.GraphQLResponse => ("application/graphql-response+json", "application/*"),
            _ => ("text/event-stream", "text/*"),
        };
        if (mediaType.Equals(exact, StringComparison.OrdinalIgnoreCase)) return 3;
        if (mediaType.Equals(group, StringComparison.OrdinalIgnoreCase)) return 2;
        return mediaType is "*/*" ? 1 : 0;
    }

    private static double Weight(ReadOnlySpan<char> parameters)
    {
        foreach (var range in parameters.Split(';'))
        {
            var parameter = parameters[range].Trim();
            if (parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
                && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight))
            {
                return weight;
            }
        }

        return 1;
    }
}
