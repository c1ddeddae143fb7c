using System.Collections;
using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution.Incremental;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// Runs one planned operation: resolves its fields batch by batch (ExecuteSelectionSet, section 6.3, for all objects of a place at
/// once), then has the response written.
/// </summary>
internal class OperationExecution(RequestContext request, VariableValues variables, BatchScheduler scheduler) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AsyncSignal _signal = new();
    private readonly List<ObjectSet> _sets = [];
    private List<FieldBatch>? _completed;
    private List<FieldBatch>? _continuing;
    private int _outstanding;

    public RequestContext Request { get; } = request;
    public VariableValues Variables => variables;

    private protected BatchScheduler Scheduler => scheduler;

    /// <summary>Whether batches are still to come.</summary>
    private protected bool IsWaiting => _outstanding > 0;

    /// <summary>Resolves everything below a root value. Mutations resolve their root fields one after the other (section 6.2.2).</summary>
    /// <exception cref="OperationCanceledException">The request was aborted or took too long.</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<ObjectSet> ResolveAsync(SelectionPlan plan, object rootValue, bool isSerial)
    {
        var root = new ObjectSet();
        root.Add(rootValue, plan);
        root.AllocateSlots();
        _sets.Add(root);
        if (plan.Resolved.Length == 0) return root;

        scheduler.Attach(_signal.Set, Request.RequestAborted);
        try
        {
            if (isSerial)
            {
                foreach (var field in plan.Resolved)
                {
                    Start(root, null, field);
                    await RunAsync().ConfigureAwait(false);

                    // There will be no data: what the client could not be told of is better not done (section 6.4.4).
                    var isNonNull = field.Definition.Type.Kind == TypeKind.NonNull;
                    if (isNonNull && root.Slots[field.Slot].Value is null or FieldFailure) break;
                }
            }
            else
            {
                Expand(root);
                await RunAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            scheduler.Detach();
        }

        // Resolvers that were cancelled have completed, too, but what they gave is no answer.
        Request.RequestAborted.ThrowIfCancellationRequested();
        return root;
    }

    /// <summary>Called by a batch when its last value has come; from any thread.</summary>
    public virtual void OnCompleted(FieldBatch batch)
    {
        lock (_gate) (_completed ??= []).Add(batch);
        scheduler.Wake();
    }

    /// <summary>Gives back what was pooled. Not to be called for an execution that was aborted: its resolvers may still be running.</summary>
    public void Dispose()
    {
        foreach (var set in _sets) set.Return();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask RunAsync()
    {
        if (_outstanding == 0) return;
        using var aborted = Request.RequestAborted.UnsafeRegister(static state => ((AsyncSignal)state!).Set(), _signal);
        while (_outstanding > 0)
        {
            if (TakeCompleted())
            {
                foreach (var batch in _continuing!) Complete(batch);
                _continuing.Clear();
            }
            else if (!scheduler.Dispatch())
            {
                await _signal.WaitAsync().ConfigureAwait(false);
                Request.RequestAborted.ThrowIfCancellationRequested();
            }
        }
    }

    /// <summary>Waits for what <see cref="BatchScheduler.Wake"/> tells.</summary>
    private protected ValueTask WaitAsync() => _signal.WaitAsync();

    private protected void Wake() => _signal.Set();

    /// <summary>The batches that were completed since, for the caller to clear, or null.</summary>
    private protected List<FieldBatch>? TakeAllCompleted() => TakeCompleted() ? _continuing : null;

    /// <summary>Adds a set of objects to be given back with the others.</summary>
    private protected ObjectSet NewSet()
    {
        var set = new ObjectSet();
        _sets.Add(set);
        return set;
    }

    private bool TakeCompleted()
    {
        lock (_gate)
        {
            if (_completed is null or []) return false;
            (_completed, _continuing) = (_continuing, _completed);
            return true;
        }
    }

    /// <summary>Starts the resolved fields of all objects of a set.</summary>
    private protected void Expand(ObjectSet set)
    {
        if (set.OnlyPlan is { } plan)
        {
            foreach (var field in plan.Resolved) Start(set, null, field);
            return;
        }

        foreach (var ofOneType in Enumerable.Range(0, set.Count).GroupBy(set.Plan))
        {
            int[]? indices = null;
            foreach (var field in ofOneType.Key.Resolved) Start(set, indices ??= [.. ofOneType], field);
        }
    }

    private void Start(ObjectSet parents, int[]? indices, FieldPlan field)
    {
        var batch = new FieldBatch(this, parents, indices, field);
        _outstanding++;
        try
        {
            Authorize(field.Definition, Request);
            batch.Arguments = field.ConstantArguments
                ?? InputCoercion.CoerceArguments(field.Definition.Arguments, field.Nodes[0].Arguments, variables);
            if (field.Definition.Resolve is { } resolve)
            {
                if (Request.Observed is { } observed) observed.Resolve(batch, resolve);
                else resolve(batch);
            }
            else
            {
                var read = field.Definition.Read!;
                for (var i = 0; i < batch.Count; i++) batch.Set(i, Read(read, batch.Parent(i)));
            }
        }
        catch (Exception e)
        {
            batch.FailAll(e);
        }

        if (batch.TryComplete()) Complete(batch);
    }

    /// <summary>One parent whose value cannot be read is no reason to fail the others.</summary>
    private static object? Read(ValueReader read, object parent)
    {
        try
        {
            return read(parent);
        }
        catch (Exception e)
        {
            return new FieldFailure(e);
        }
    }

    /// <exception cref="GraphQLException">The user may not read the field.</exception>
    public static void Authorize(FieldDefinition field, RequestContext request)
    {
        if (field.Authorization is not { } rule) return;
        const string Message = "The current user is not authorized to access this resource.";
        if (request.User.Identity is not { IsAuthenticated: true })
        {
            throw new GraphQLException(new GraphQLError(Message, Code: "AUTH_NOT_AUTHENTICATED"));
        }

        if (rule.Roles.Count > 0 ? !rule.Roles.Any(request.User.IsInRole) : request.DefaultAuthorization?.Invoke(request.User) == false)
        {
            throw new GraphQLException(new GraphQLError(Message, Code: "AUTH_NOT_AUTHORIZED"));
        }
    }

    /// <summary>Goes on below a field whose values have all come.</summary>
    private protected void Complete(FieldBatch batch)
    {
        _outstanding--;
        Request.Observed?.OnResolved(batch);
        if (batch.Field.Stream is not null) OpenStreams(batch);
        if (!batch.Field.ResolvesChildren) return;

        var children = new ObjectSet();
        _sets.Add(children);
        for (var i = 0; i < batch.Count; i++)
        {
            ref var slot = ref batch.SlotAt(i);
            slot.Children = children;
            slot.FirstChild = children.Count;
            if (slot.Value is null or FieldFailure) continue;
            try
            {
                slot.Value = AddObjects(batch.Field, batch.Field.Definition.Type, slot.Value, children);
            }
            catch (Exception e)
            {
                slot.Value = new FieldFailure(e);
            }
        }

        children.AllocateSlots();
        Expand(children);
    }

    /// <summary>Puts a <see cref="StreamSource"/> in the place of each list that is streamed.</summary>
    private protected virtual void OpenStreams(FieldBatch batch) { }

    /// <summary>Adds the objects in a value to a set, in the order in which they will be written.</summary>
    /// <returns>The value, its lists such that they can be read again and a <see cref="FieldFailure"/> for each item that is none of the type.</returns>
    private protected static object? AddObjects(FieldPlan field, GraphQLType type, object? value, ObjectSet set)
    {
        if (value is null) return null;
        if (type is NonNullType nonNull) type = nonNull.OfType;
        if (type is not ListType list)
        {
            set.Add(value, field.Children!.For(value, type.Unwrapped));
            return value;
        }

        var items = Lists.Items(value);
        set.EnsureCapacity(set.Count + items.Count);
        var isNested = list.OfType is ListType or NonNullType { OfType: ListType };
        object?[]? copy = isNested ? new object?[items.Count] : null;
        for (var i = 0; i < items.Count; i++)
        {
            object? item;
            try
            {
                item = AddObjects(field, list.OfType, items[i], set);
            }
            catch (Exception e)
            {
                // The error is the item's: the rest of the list stands where the item may be null.
                item = new FieldFailure(e);
                copy ??= [.. items];
            }

            if (copy is not null) copy[i] = item;
        }

        if (copy is null) return items;
        return value is StreamSource source ? source.WithFirst(copy) : copy;
    }
}

/// <summary>The ways in which CLR values are lists.</summary>
internal static class Lists
{
    /// <exception cref="InvalidOperationException">The value is no list.</exception>
    public static IReadOnlyList<object?> Items(object value) => value switch
    {
        IReadOnlyList<object?> list => list,
        string => throw new InvalidOperationException("Expected a list, but found a string."),
        IEnumerable sequence => [.. sequence.Cast<object?>()],
        _ => throw new InvalidOperationException($"Expected a list, but found {value.GetType()}."),
    };

    /// <summary>The items one after the other, as far as they are read.</summary>
    /// <exception cref="InvalidOperationException">The value is no list.</exception>
    public static IEnumerator Enumerate(object value) => value is IEnumerable sequence and not string ? sequence.GetEnumerator() : Items(value).GetEnumerator();
}
