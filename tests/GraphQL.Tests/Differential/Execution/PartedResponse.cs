using System.Text.Json.Nodes;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>
/// A response in parts, put together as a client does, which finds what breaks the protocol. What is delivered together and in which order
/// is a matter of timing; what is delivered for which path is not.
/// </summary>
internal sealed class PartedResponse
{
    private readonly Dictionary<string, Pending> _pending = [];
    private readonly List<string> _completed = [];
    private readonly List<string> _failed = [];
    private readonly List<string> _deliveries = [];
    private readonly SortedDictionary<string, JsonArray> _streams = new(StringComparer.Ordinal);
    private readonly JsonArray _errors = [];

    private PartedResponse(JsonObject first)
    {
        First = first;
        Data = first["data"]?.DeepClone();
    }

    /// <summary>The first part.</summary>
    public JsonObject First { get; }

    /// <summary>The data with all that came after it.</summary>
    public JsonNode? Data { get; }

    /// <summary>The errors of the first part, by path and location or by the null that stands for the field.</summary>
    public IEnumerable<string> FirstErrors => Describe(First["data"], First["errors"]?.AsArray() ?? []);

    /// <summary>The errors of what came later.</summary>
    public IEnumerable<string> LaterErrors => Describe(Data, _errors);

    /// <summary>What was delivered and what has failed, in no order.</summary>
    public IEnumerable<string> Deliveries => _failed.Order(StringComparer.Ordinal)
        .Concat(_deliveries.Order(StringComparer.Ordinal))
        .Concat(_streams.Select(stream => $"items {stream.Key} {Response.Canonical(stream.Value)}"));

    /// <summary>What was announced and has not failed, in no order.</summary>
    public IEnumerable<string> Completed => _completed.Order(StringComparer.Ordinal);

    public static PartedResponse Read(JsonArray parts)
    {
        var response = new PartedResponse(parts[0]!.AsObject());
        response.Announce(parts[0]!);
        for (var i = 0; i < parts.Count; i++)
        {
            var part = parts[i]!.AsObject();
            if (parts.Count == 1) Assert.False(part.ContainsKey("hasNext"));
            else Assert.Equal(i < parts.Count - 1, part["hasNext"]!.GetValue<bool>());
            if (i > 0) response.Add(part);
        }

        Assert.Empty(response._pending);
        return response;
    }

    private void Add(JsonObject part)
    {
        Assert.True(part.Count > 1 || !part["hasNext"]!.GetValue<bool>(), "A part says nothing.");
        Announce(part);
        foreach (var delivery in part["incremental"]?.AsArray() ?? []) Deliver(delivery!.AsObject());
        foreach (var completed in part["completed"]?.AsArray() ?? [])
        {
            var id = completed!["id"]!.GetValue<string>();
            Assert.True(_pending.Remove(id, out var pending), $"{id} is not pending.");
            var failure = completed["errors"]?.AsArray();
            Assert.True(failure is null or { Count: > 0 });
            if (failure is null) _completed.Add($"complete {pending!.Name}");
            else _failed.Add($"failed {pending!.Name}");
        }
    }

    private void Announce(JsonNode part)
    {
        foreach (var pending in part["pending"]?.AsArray() ?? [])
        {
            var path = pending!["path"]!.AsArray();
            Assert.True(_pending.TryAdd(pending["id"]!.GetValue<string>(), new(path, $"{Response.Print(path)} {pending["label"]?.GetValue<string>()}")));
        }
    }

    private void Deliver(JsonObject delivery)
    {
        Assert.True(_pending.TryGetValue(delivery["id"]!.GetValue<string>(), out var pending), "Something is delivered that is not pending.");
        JsonNode[] path = [.. pending!.Path.Concat(delivery["subPath"]?.AsArray() ?? []).Select(segment => segment!)];
        var target = path.Aggregate(Data, Step)!;
        foreach (var error in delivery["errors"]?.AsArray() ?? []) _errors.Add(error!.DeepClone());
        if (delivery["items"] is JsonArray items)
        {
            if (!_streams.TryGetValue(pending.Name, out var all)) _streams.Add(pending.Name, all = []);
            foreach (var item in items)
            {
                target.AsArray().Add(item?.DeepClone());
                all.Add(item?.DeepClone());
            }
        }
        else
        {
            var data = delivery["data"]!.AsObject();
            _deliveries.Add($"data {Response.Print(path)} {Response.Canonical(data)}");
            foreach (var (name, value) in data) target.AsObject().Add(name, value?.DeepClone());
        }
    }

    /// <summary>graphql-js names a field as often as it is deferred.</summary>
    private static IEnumerable<string> Describe(JsonNode? data, JsonArray errors) => errors
        .Select(error =>
        {
            var copy = error!.DeepClone();
            copy["locations"] = new JsonArray([.. (error["locations"]?.AsArray() ?? []).DistinctBy(location => location!.ToJsonString()).Select(location => location!.DeepClone())]);
            return Response.DescribeNull(data, copy);
        })
        .Distinct()
        .Order(StringComparer.Ordinal);

    private static JsonNode? Step(JsonNode? node, JsonNode segment) =>
        segment.GetValueKind() == System.Text.Json.JsonValueKind.Number ? node![segment.GetValue<int>()] : node![segment.GetValue<string>()];

    private sealed record Pending(JsonArray Path, string Name);
}
