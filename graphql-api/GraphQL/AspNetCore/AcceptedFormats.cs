using System.Globalization;
using Microsoft.Extensions.Primitives;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>What a client accepts (RFC 9110, section 12.5.1).</summary>
/// <param name="Preferred">Null when it accepts nothing that there is.</param>
/// <param name="EventStream">Whether a stream of events would do too.</param>
/// <param name="PartsVersion">How a response in parts is to look; none where the client does not name a media type for it.</param>
/// <param name="Parts">The media type of a response in parts.</param>
internal readonly record struct AcceptedFormats(
    ResponseFormat? Preferred,
    bool EventStream,
    IncrementalFormat PartsVersion = IncrementalFormat.None,
    ResponseFormat Parts = ResponseFormat.EventStream)
{
    private const int FormatCount = 4;

    /// <summary>How specific a range must be to ask for a response in parts.</summary>
    private const int Named = 2;

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
            "text/event-stream" => new AcceptedFormats(ResponseFormat.EventStream, true, IncrementalFormat.Current),
            { } other => Parse(other.AsSpan()),
        };
    }

    private static AcceptedFormats Parse(ReadOnlySpan<char> header)
    {
        Span<double> quality = stackalloc double[FormatCount];
        Span<int> specificity = stackalloc int[FormatCount];
        Span<int> position = stackalloc int[FormatCount];
        var multipartVersion = IncrementalFormat.None;
        var current = 0;
        foreach (var range in header.Split(','))
        {
            var entry = header[range];
            var semicolon = entry.IndexOf(';');
            var mediaType = (semicolon < 0 ? entry : entry[..semicolon]).Trim();
            var parameters = semicolon < 0 ? default : entry[(semicolon + 1)..];
            var weight = Weight(parameters);
            current++;
            for (var format = 0; format < FormatCount; format++)
            {
                // The most specific range that matches a type says how welcome it is.
                var match = Match(mediaType, (ResponseFormat)format);
                if (match <= specificity[format]) continue;
                if (format == (int)ResponseFormat.Multipart)
                {
                    // Another protocol, for subscriptions, has the same media type.
                    if (parameters.Contains("subscriptionSpec", StringComparison.OrdinalIgnoreCase)) continue;
                    multipartVersion = parameters.Contains("deferSpec=20220824", StringComparison.OrdinalIgnoreCase)
                        ? IncrementalFormat.Version20220824
                        : IncrementalFormat.Current;
                }

                specificity[format] = match;
                quality[format] = weight;
                position[format] = current;
            }
        }

        ResponseFormat? preferred = null;
        for (var format = 0; format < (int)ResponseFormat.Multipart; format++)
        {
            if (quality[format] > 0 && (preferred is not { } best || IsBetter(format, (int)best, quality, position))) preferred = (ResponseFormat)format;
        }

        const int Events = (int)ResponseFormat.EventStream, Multipart = (int)ResponseFormat.Multipart;
        var acceptsEvents = quality[Events] > 0;
        var isNamed = (Events: acceptsEvents && specificity[Events] >= Named, Multipart: quality[Multipart] > 0 && specificity[Multipart] >= Named);
        if (isNamed.Multipart && (!isNamed.Events || IsBetter(Multipart, Events, quality, position)))
            return new AcceptedFormats(preferred ?? ResponseFormat.Multipart, acceptsEvents, multipartVersion, ResponseFormat.Multipart);
        return new AcceptedFormats(preferred, acceptsEvents, isNamed.Events ? IncrementalFormat.Current : IncrementalFormat.None);
    }

    private static bool IsBetter(int format, int other, ReadOnlySpan<double> quality, ReadOnlySpan<int> position) =>
        quality[format] > quality[other] || (quality[format] == quality[other] && position[format] < position[other]);

    private static int Match(ReadOnlySpan<char> mediaType, ResponseFormat format)
    {
        var (exact, group) = format switch
        {
            ResponseFormat.Json => ("application/json", "application/*"),
            ResponseFormat.GraphQLResponse => ("application/graphql-response+json", "application/*"),
            ResponseFormat.EventStream => ("text/event-stream", "text/*"),
            _ => ("multipart/mixed", "multipart/*"),
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
