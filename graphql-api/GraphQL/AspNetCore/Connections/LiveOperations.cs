namespace MusicGraph.GraphQL.AspNetCore.Connections;

/// <summary>
/// The operations that run on one connection: most have one or a few, and there are thousands of connections, so they are linked to each
/// other instead of kept in a table.
/// </summary>
internal sealed class LiveOperations(int max)
{
    private LiveOperation? _latest;
    private int _count;
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
        lock (this)
        {
            if (_closed) return Admission.Closed;
            for (var other = _latest; other is not null; other = other.Earlier)
            {
                if (other.Id == id) return Admission.IdInUse;
            }

            if (_count >= max) return Admission.TooMany;
            operation.Earlier = _latest;
            _latest = operation;
            _count++;
            return Admission.Added;
        }
    }

    /// <summary>Takes an operation out when it has ended by itself; false when the client has completed it before.</summary>
    public bool TryEnd(LiveOperation operation)
    {
        lock (this) return Remove(operation.Id, operation) is not null;
    }

    /// <summary>Ends an operation at the client's wish; one that is not there has ended by itself in the meantime.</summary>
    public void Complete(string id)
    {
        LiveOperation? operation;
        lock (this) operation = Remove(id, null);
        operation?.Cancel();
    }

    /// <summary>Ends all; none can be added from now on.</summary>
    public void Close()
    {
        LiveOperation? operation;
        lock (this)
        {
            _closed = true;
            operation = _latest;
            _latest = null;
            _count = 0;
        }

        for (; operation is not null; operation = operation.Earlier) operation.Cancel();
    }

    /// <param name="only">The operation that is meant, where another may have its id by now.</param>
    private LiveOperation? Remove(string id, LiveOperation? only)
    {
        LiveOperation? later = null;
        for (var operation = _latest; operation is not null; later = operation, operation = operation.Earlier)
        {
            if (operation.Id != id || (only is not null && operation != only)) continue;
            if (later is null) _latest = operation.Earlier;
            else later.Earlier = operation.Earlier;
            _count--;
            return operation;
        }

        return null;
    }
}
