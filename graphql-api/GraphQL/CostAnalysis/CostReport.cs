using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.CostAnalysis;

/// <summary>Tells the client what its operation costs: as HotChocolate does, in the extension <c>operationCost</c> or in an error.</summary>
internal static class CostReport
{
    /// <summary>The error of an operation that costs too much, or null.</summary>
    public static GraphQLError? Check(OperationCost cost, CostOptions limits)
    {
        if (cost.Fields > limits.MaxFieldCost)
        {
            return Refuse("The maximum allowed field cost was exceeded.", ("fieldCost", cost.Fields), ("maxFieldCost", limits.MaxFieldCost));
        }

        return cost.Types > limits.MaxTypeCost
            ? Refuse("The maximum allowed type cost was exceeded.", ("typeCost", cost.Types), ("maxTypeCost", limits.MaxTypeCost))
            : null;
    }

    /// <summary>A response that says nothing else.</summary>
    public static SingleResult Alone(OperationCost cost)
    {
        var writer = new ResultWriter();
        writer.WriteRaw("{"u8);
        Write(writer, cost);
        writer.WriteRaw("}"u8);
        return new SingleResult(writer, RequestErrorKind.None);
    }

    /// <summary>Adds the cost to a result, to the first response where there are several.</summary>
    public static OperationResult Add(OperationResult result, OperationCost cost)
    {
        switch (result)
        {
            case SingleResult single:
                single.AddMember(writer => Write(writer, cost));
                return single;
            case ResponseStream stream:
                return stream.With(AddToFirst(stream, cost));
            default:
                return result;
        }
    }

    private static async IAsyncEnumerable<SingleResult> AddToFirst(
        ResponseStream stream,
        OperationCost cost,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var isFirst = true;
        await foreach (var response in stream.Responses.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (isFirst) Add(response, cost);
            isFirst = false;
            yield return response;
        }
    }

    private static void Write(ResultWriter writer, OperationCost cost)
    {
        writer.WriteRaw("\"extensions\":{\"operationCost\":{\"fieldCost\":"u8);
        writer.Write(Finite(cost.Fields));
        writer.WriteRaw(",\"typeCost\":"u8);
        writer.Write(Finite(cost.Types));
        writer.WriteRaw("}}"u8);
    }

    private static GraphQLError Refuse(string message, (string Name, double Value) cost, (string Name, double Value) limit) => new(
        message,
        Code: "HC0047",
        Extensions: new Dictionary<string, object?> { [cost.Name] = Finite(cost.Value), [limit.Name] = Finite(limit.Value) });

    /// <summary>JSON has no infinity.</summary>
    private static double Finite(double cost) => Math.Min(cost, double.MaxValue);
}
