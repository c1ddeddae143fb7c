using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Compares responses.</summary>
internal static class Response
{
    /// <summary>What is different, or null.</summary>
    public static string? Compare(JsonObject expected, JsonObject actual)
    {
        var isExecuted = expected.TryGetPropertyValue("data", out var expectedData);
        if (isExecuted != actual.TryGetPropertyValue("data", out var actualData)) return $"graphql-js: {expected.ToJsonString()}\n  ours: {actual.ToJsonString()}";
        if (!isExecuted) return actual["errors"] is JsonArray { Count: > 0 } ? null : "We tell no error.";
        string expectedText = Canonical(expectedData), actualText = Canonical(actualData);
        if (expectedText != actualText) return $"graphql-js: {expectedText}\n  ours: {actualText}\n  errors: {expected["errors"]?.ToJsonString()}\n  ours: {actual["errors"]?.ToJsonString()}";

        string[] expectedErrors = ErrorsOf(expected), actualErrors = ErrorsOf(actual);
        return expectedErrors.SequenceEqual(actualErrors)
            ? null
            : $"graphql-js only: {string.Join(" | ", expectedErrors.Except(actualErrors))}\n  ours only: {string.Join(" | ", actualErrors.Except(expectedErrors))}\n  data {actualText}";
    }

    /// <summary>Each error by its path and locations, or, where its field was discarded, by the null that stands for it.</summary>
    private static string[] ErrorsOf(JsonObject response) =>
        [.. (response["errors"]?.AsArray() ?? []).Select(error => Describe(response["data"], error!)).Distinct().Order(StringComparer.Ordinal)];

    private static string Describe(JsonNode? data, JsonNode error)
    {
        var path = error["path"]?.AsArray() ?? [];
        for (var length = 0; length < path.Count; length++)
        {
            if (data is null) return $"below {Print(path.Take(length))}";
            data = path[length]!.GetValueKind() == JsonValueKind.Number ? data[path[length]!.GetValue<int>()] : data[path[length]!.GetValue<string>()];
        }

        // Of an argument without a value graphql-js names the place, we the field's: both are allowed.
        var isOfArgument = error["message"]!.GetValue<string>().StartsWith("Argument \"", StringComparison.Ordinal);
        return data is null ? $"{Print(path)} {(isOfArgument ? "" : error["locations"]?.ToJsonString())}" : $"not null: {error.ToJsonString()}";
    }

    private static string Print(IEnumerable<JsonNode?> path) => string.Join(".", path.Select(segment => segment!.ToJsonString()));

    /// <summary>The JSON with each number in one notation.</summary>
    private static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(",", items.Select(Canonical))}]",
        JsonObject members => $"{{{string.Join(",", members.Select(member => $"\"{member.Key}\":{Canonical(member.Value)}"))}}}",
        _ when node.GetValueKind() == JsonValueKind.Number => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
