namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>The operations that run on one connection.</summary>
internal sealed class LiveOperations(int max)
{
    private readonly Dictionary<string, LiveOperation> _operations = new(StringComparer.Ordinal);
    private bool _closed;

    public enum Admission
    {
        Added,
        IdInUse,
        TooMany,
        Closed,
    }

    public Admission TryAdd(string id, out LiveOperation operation)
    {
        operation = new LiveOperation(id);
        lock (_operations)
        {
            if (_closed) return Admission.Closed;
            if (_operations.ContainsKey(id)) return Admission.IdInUse;
            if (_operations.Count >= max) return Admission.TooMany;
            _operations.Add(id, operation);
            return Admission.Added;
        }
    }

    /// <summary>Takes an operation out when it has ended by itself; false when the client has completed it before.</summary>
    public bool TryEnd(LiveOperation operation)
    {
        lock (_operations) return _operations.TryGetValue(operation.Id, out var current) && current == operation && _operations.Remove(operation.Id);
    }

    /// <summary>Ends an operation at the client's wish; one that is not there has ended by itself in the meantime.</summary>
    public void Complete(string id)
    {
        LiveOperation? operation;
        lock (_operations) _operations.Remove(id, out operation);
        operation?.Cancel();
    }

    /// <summary>Ends all; none can be added from now on.</summary>
    public void Close()
    {
        LiveOperation[] rest;
        lock (_operations)
        {
            _closed = true;
            rest = [.. _operations.Values];
            _operations.Clear();
        }

        foreach (var operation in rest) operation.Cancel();
    }
}
