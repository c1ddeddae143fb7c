using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MusicGraph.EndToEnd.Clients;

/// <summary>Somebody who pastes one operation after another, and into their variables and token what the answers said.</summary>
internal sealed partial class ReadmeReader(ApiClient client)
{
    private readonly Dictionary<string, JsonElement> _answered = [];

    /// <summary>Sends an operation and looks at its answer.</summary>
    public async Task SendAsync(string operation, CancellationToken cancellationToken) =>
        Take(operation, await client.SendAsync(operation, VariablesOf(operation), cancellationToken));

    /// <summary>The values of an operation's variables that have no default.</summary>
    public IReadOnlyDictionary<string, JsonElement> VariablesOf(string operation) =>
        Variable().Matches(operation).Select(match => match.Groups["name"].Value).Distinct().ToDictionary(
            name => name,
            name => _answered.TryGetValue(name, out var value)
                ? value
                : throw new InvalidOperationException($"No answer before had a field {name}, which this needs:\n{operation}"));

    /// <summary>Checks an answer and remembers its fields.</summary>
    public void Take(string operation, JsonElement answer)
    {
        Assert.False(answer.TryGetProperty("errors", out _), $"{operation}\n{answer}");
        var fields = Fields("", answer.GetProperty("data")).ToLookup(field => field.Path, field => field.Value);
        foreach (var field in fields)
        {
            if (field.Key.EndsWith(".errors", StringComparison.Ordinal))
                Assert.All(field, value => Assert.True(value.ValueKind == JsonValueKind.Null, $"{operation}\n{value}"));
            if (field.All(value => value.ValueKind == JsonValueKind.Array))
                Assert.True(field.Any(value => value.GetArrayLength() > 0), $"{operation}\n{field.Key} is empty.");
        }

        // Of several fields of a name the first.
        foreach (var field in fields.Reverse())
            _answered[field.Key[(field.Key.LastIndexOf('.') + 1)..]] = field.First().Clone();
        if (fields.FirstOrDefault(field => field.Key.EndsWith(".accessToken", StringComparison.Ordinal))?.First().GetString() is { } token)
            client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    /// <summary>Every field of an answer, in its order; what is in lists has the path of the list.</summary>
    private static IEnumerable<(string Path, JsonElement Value)> Fields(string path, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(item => Fields(path, item)),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field =>
            Fields($"{path}.{field.Name}", field.Value).Prepend(($"{path}.{field.Name}", field.Value))),
        _ => [],
    };

    /// <summary>A variable's definition; one with a default is not matched.</summary>
    [GeneratedRegex(@"\$(?<name>\w+)\s*:\s*[\w\[\]!]+(?=\s*[,)$\r\n])")]
    private static partial Regex Variable();
}
