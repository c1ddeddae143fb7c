using System.Text.Json.Nodes;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>What both implementations are asked.</summary>
public sealed record Case(string Document, JsonObject? Variables = null, string? OperationName = null)
{
    /// <param name="seed">What all data follows from; null where nothing is to be executed.</param>
    public JsonObject ToRequest(uint? seed)
    {
        var request = new JsonObject { ["document"] = Document };
        if (Variables is not null) request["variables"] = Variables.DeepClone();
        if (OperationName is not null) request["operationName"] = OperationName;
        if (seed is not null) request["seed"] = seed;
        return request;
    }

    public override string ToString() => $"{Document}\n{OperationName} {Variables?.ToJsonString()}";
}
