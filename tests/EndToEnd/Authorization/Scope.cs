using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>The callers, and the fixtures that one line's question is about, made when they are first named.</summary>
internal sealed partial class Scope(LiveSchema schema, IReadOnlyDictionary<string, ApiClient> callers)
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    public ApiClient Caller(string name) => callers[name];

    /// <summary>Puts the values of the fixtures in their places.</summary>
    public async Task<string> ResolveAsync(string text, Func<string, string>? write = null, CancellationToken cancellationToken = default)
    {
        foreach (var name in FixtureName().Matches(text).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal))
        {
            var value = await ValueAsync(name, cancellationToken);
            text = text.Replace($"{{{name}}}", write is null ? value : write(value), StringComparison.Ordinal);
        }

        return text;
    }

    public async Task<string> ValueAsync(string name, CancellationToken cancellationToken)
    {
        if (_values.TryGetValue(name, out var known))
            return known;
        if (name == "another")
            return NewWord();
        return _values[name] = callers.TryGetValue(name, out var caller) ? caller.UserId
            : name == "fresh" ? NewWord()
            : await MakeAsync(name, cancellationToken);
    }

    private static string NewWord() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 12);

    /// <summary>Sends a request to a route.</summary>
    public async Task<HttpResponseMessage> SendAsync(string caller, string route, string body, CancellationToken cancellationToken)
    {
        var space = route.IndexOf(' ', StringComparison.Ordinal);
        var address = await ResolveAsync(route[(space + 1)..], Uri.EscapeDataString, cancellationToken);
        using var request = new HttpRequestMessage(new HttpMethod(route[..space]), address)
        {
            Content = body switch
            {
                "" => null,
                "wav" => Bytes([.. "RIFF$\0\0\0WAVEfmt "u8, 16, 0, 0, 0, 1, 0, 1, 0, 0x40, 0x1F, 0, 0, 0x40, 0x1F, 0, 0, 1, 0, 8, 0, .. "data\0\0\0\0"u8], "audio/wav"),
                "png" => Bytes(Convert.FromBase64String(OnePixel), "image/png"),
                _ when body[0] == '{' => new StringContent(await ResolveAsync(body, null, cancellationToken), Encoding.UTF8, "application/json"),
                _ => Bytes(Encoding.UTF8.GetBytes(await ResolveAsync(body, null, cancellationToken)), "application/x-www-form-urlencoded"),
            },
        };
        return await Caller(caller).Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    /// <summary>A mutation's document.</summary>
    public string Mutation(string call, string? selection = null)
    {
        var split = call.IndexOf('(', StringComparison.Ordinal);
        var (field, input) = split < 0 ? (call, "") : (call[..split], call[(split + 1)..^1]);
        var known = schema.Types["Mutation"].Fields.GetValueOrDefault(field)
            ?? throw new InvalidOperationException($"There is no mutation {field}; authorization.txt makes something with it.");
        var arguments = known.Arguments.Count == 0 ? "" : $"(input: {{ {input} }})";
        return $"mutation {{ {field}{arguments} {selection ?? schema.Selection(known.Type)} }}";
    }

    private async Task<string> MakeAsync(string name, CancellationToken cancellationToken)
    {
        if (!Table.Read.Fixtures.TryGetValue(name, out var how))
            throw new InvalidOperationException($"authorization.txt does not say how {{{name}}} is made.");
        if (RouteFixture().Match(how) is { Success: true } route)
        {
            using var response = await SendAsync(
                route.Groups["caller"].Value, route.Groups["route"].Value, route.Groups["body"].Value, cancellationToken);
            if (!response.IsSuccessStatusCode)
                throw new InvalidOperationException($"{{{name}}}: {how} answered {response.StatusCode}: {await response.Content.ReadAsStringAsync(cancellationToken)}");
            return await ResolveAsync(route.Groups["value"].Value, null, cancellationToken);
        }

        if (QueryFixture().Match(how) is { Success: true } query)
        {
            var steps = query.Groups["path"].Value.Split('.');
            var asked = await ResolveAsync($"{{ {string.Join(" { ", steps)}{string.Concat(Enumerable.Repeat(" }", steps.Length))}", null, cancellationToken);
            var found = await Caller(query.Groups["caller"].Value).SendAsync(asked, null, cancellationToken);
            return Walk(found, ["data", .. steps.Select(step => step.Split('(')[0])]) is { ValueKind: JsonValueKind.String } text
                ? text.GetString()!
                : throw new InvalidOperationException($"{{{name}}}: {asked} answered {found}");
        }

        if (MutationFixture().Match(how) is not { Success: true } match)
            throw new FormatException($"authorization.txt: {{{name}}} = {how}: none of 'caller mutation(input) path.to.id', 'caller query path.to.id', 'caller PUT /route body {{value}}'.");
        var path = match.Groups["path"].Value.Split('.');
        var selection = string.Join(" { ", path) + string.Concat(Enumerable.Repeat(" }", path.Length - 1));
        var call = await ResolveAsync(match.Groups["call"].Value, null, cancellationToken);
        var document = Mutation(call, $"{{ {selection} errors {{ __typename ... on Error {{ message }} }} }}");
        var answer = await Caller(match.Groups["caller"].Value).SendAsync(document, null, cancellationToken);
        return Walk(answer, ["data", call.Split('(')[0], .. path]) is { ValueKind: JsonValueKind.String } value
            ? value.GetString()!
            : throw new InvalidOperationException($"{{{name}}}: {document} answered {answer}");
    }

    /// <summary>What stands at the end of a path, by the first item of every list; null where something on the way is missing.</summary>
    public static JsonElement? Walk(JsonElement from, IEnumerable<string> path)
    {
        foreach (var step in path)
        {
            from = First(from);
            if (from.ValueKind != JsonValueKind.Object || !from.TryGetProperty(step, out var next))
                return null;
            from = next;
        }

        return First(from);
    }

    private static JsonElement First(JsonElement element)
    {
        while (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() > 0)
            element = element[0];
        return element;
    }

    private static ByteArrayContent Bytes(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private const string OnePixel =
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex FixtureName();

    [GeneratedRegex(@"^(?<caller>\w+) (?<route>[A-Z]+ /\S+) (?<body>\S+) (?<value>\{\w+\})$")]
    private static partial Regex RouteFixture();

    [GeneratedRegex(@"^(?<caller>\w+) query (?<path>.+)$")]
    private static partial Regex QueryFixture();

    [GeneratedRegex(@"^(?<caller>\w+) (?<call>\w+(\(.*\))?) (?<path>[\w.]+)$")]
    private static partial Regex MutationFixture();
}
