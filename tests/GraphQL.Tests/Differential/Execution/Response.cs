using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Compares responses: data to the last byte and member, errors by path and locations.</summary>
internal static class Response
{
    /// <summary>What is different, or null.</summary>
    public static string? Compare(JsonObject expected, JsonObject actual, Differences differences)
    {
        var isExecuted = expected.TryGetPropertyValue("data", out var expectedData);
        if (isExecuted != actual.TryGetPropertyValue("data", out var actualData)) return Show(expected, actual);
        var (expectedErrors, actualErrors) = (ErrorsOf(expected), ErrorsOf(actual));
        if (!isExecuted && expectedErrors.Count > 0 && expectedErrors[0]!["path"] is null)
        {
            return differences.AreSame("request", Located(expectedErrors), Located(actualErrors)) ? null : Show(expected, actual);
        }

        if (Canonical(expectedData) != Canonical(actualData)) return Show(expected, actual);
        foreach (var (difference, describe) in Ways(expectedData))
        {
            if (!describe(expectedErrors).SequenceEqual(describe(actualErrors))) continue;
            if (difference is not null) differences.Use(difference);
            return null;
        }

        return Show(expected, actual);
    }

    /// <summary>From exact to less so, the ways to compare errors and the differences that they make up for.</summary>
    private static IEnumerable<(string? Difference, Func<JsonArray, string[]> Describe)> Ways(JsonNode? data)
    {
        yield return (null, errors => Describe(errors, error => $"{error["message"]} {PathOf(error)} {error["locations"]?.ToJsonString()}"));
        yield return ("masked-messages", errors => Describe(errors, error => $"{PathOf(error)} {error["locations"]?.ToJsonString()}"));
        yield return ("place-of-arguments", errors => Describe(errors, error => $"{PathOf(error)} {PlaceOf(error)}"));
        yield return ("errors-below-a-null", errors => [.. Describe(errors, error => DescribeNull(data, error)).Distinct()]);
    }

    private static string[] Describe(JsonArray errors, Func<JsonNode, string> describe) =>
        [.. errors.Select(error => describe(error!)).Order(StringComparer.Ordinal)];

    /// <summary>An error by its path and locations, or, where its field was discarded, by the null that stands for it.</summary>
    public static string DescribeNull(JsonNode? data, JsonNode error)
    {
        var path = error["path"]?.AsArray() ?? [];
        for (var length = 0; length < path.Count; length++)
        {
            if (data is null) return $"below {Print(path.Take(length))}";
            if (data is JsonArray items && items.Count <= path[length]!.GetValue<int>()) return $"not delivered: {error.ToJsonString()}";
            data = path[length]!.GetValueKind() == JsonValueKind.Number ? data[path[length]!.GetValue<int>()] : data[path[length]!.GetValue<string>()];
        }

        return data is null ? $"{Print(path)} {PlaceOf(error)}" : $"not null: {error.ToJsonString()}";
    }

    private static string? PlaceOf(JsonNode error) =>
        error["message"]!.GetValue<string>().StartsWith("Argument \"", StringComparison.Ordinal) ? "" : error["locations"]?.ToJsonString();

    private static string PathOf(JsonNode error) => Print(error["path"]?.AsArray() ?? []);

    private static JsonArray ErrorsOf(JsonObject response) => response["errors"]?.AsArray() ?? [];

    private static JsonArray Located(JsonArray errors) => new([.. errors.Select(error => new JsonObject
    {
        ["message"] = error!["message"]!.DeepClone(),
        ["locations"] = new JsonArray([.. (error["locations"]?.AsArray() ?? []).Select(place =>
            new JsonArray(place!["line"]!.GetValue<int>(), place["column"]!.GetValue<int>()))]),
    })]);

    private static string Show(JsonObject expected, JsonObject actual) => $"graphql-js: {expected.ToJsonString()}\n  ours: {actual.ToJsonString()}";

    public static string Print(IEnumerable<JsonNode?> path) => string.Join(".", path.Select(segment => segment!.ToJsonString()));

    /// <summary>The JSON with each number in one notation.</summary>
    public static string Canonical(JsonNode? node) => node switch
    {
        null => "null",
        JsonArray items => $"[{string.Join(",", items.Select(Canonical))}]",
        JsonObject members => $"{{{string.Join(",", members.Select(member => $"\"{member.Key}\":{Canonical(member.Value)}"))}}}",
        _ when node.GetValueKind() == JsonValueKind.Number => double.Parse(node.ToJsonString(), CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
        _ => node.ToJsonString(),
    };
}
