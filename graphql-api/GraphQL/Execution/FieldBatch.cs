using System.ComponentModel;
using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution.Incremental;
using MusicGraph.GraphQL.Execution.Planning;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// One field over a batch of parents: those that stand at the same place of the operation and were known at the same time. A
/// resolver gets services and arguments once, then starts one call per parent, so that DataLoaders see all keys at once.
/// </summary>
public sealed class FieldBatch : IBatchWaiter
{
    private readonly OperationExecution _execution;
    private readonly ObjectSet _parents;

    /// <summary>The parents' indices in their set, or null for all of it.</summary>
    private readonly int[]? _indices;
    private Func<Task, object?>? _result;
    private int _firstPending = int.MaxValue;
    private Action? _continue;
    private KeyCollector? _collector;

    internal FieldBatch(OperationExecution execution, ObjectSet parents, int[]? indices, FieldPlan field)
    {
        _execution = execution;
        _parents = parents;
        _indices = indices;
        Field = field;
        Arguments = InputValues.Empty;
    }

    /// <summary>The field's name in the schema.</summary>
    public string Name => Field.Definition.Name;

    /// <summary>The number of parents.</summary>
    public int Count => _indices?.Length ?? _parents.Count;

    public RequestContext Request => _execution.Request;

    /// <summary>The field's arguments; they are the same for every parent.</summary>
    public InputValues Arguments { get; internal set; }

    internal FieldPlan Field { get; }

    int IBatchWaiter.PendingBatches { get; set; }

    internal OperationExecution Execution => _execution;

    /// <summary>The parent at <paramref name="index"/>; for fields of the root types it is the root value.</summary>
    public object Parent(int index) => _parents.Value(_indices is null ? index : _indices[index]);

    /// <summary>Sets the value for a parent.</summary>
    public void Set(int index, object? value) => SlotAt(index).Value = value;

    /// <summary>Sets a value that is still to come. A fault of the task becomes the field's error.</summary>
    /// <exception cref="InvalidOperationException">Another value that is still to come is of another type.</exception>
    public void Set<T>(int index, Task<T> value)
    {
        ref var slot = ref SlotAt(index);
        if (_collector is not null && _collector.IsCollected(value))
        {
            slot.Value = KeyCollector.Collected;
            slot.FirstChild = _collector.Count - 1;
            return;
        }

        if (value.IsCompletedSuccessfully)
        {
            slot.Value = value.Result;
            return;
        }

        _result ??= ResultReader<T>.Read;
        if (!ReferenceEquals(_result, ResultReader<T>.Read)) throw new InvalidOperationException("The tasks of a batch must all be of one type.");
        slot.Value = value;
        if (index < _firstPending) _firstPending = index;
    }

    /// <inheritdoc cref="Set{T}(int, Task{T})"/>
    public void Set<T>(int index, ValueTask<T> value)
    {
        if (value.IsCompletedSuccessfully) SlotAt(index).Value = value.Result;
        else Set(index, value.AsTask());
    }

    /// <summary>
    /// For a resolver that does nothing but ask a DataLoader for one key and answer with that task: gives it what only notes the keys, so
    /// that they are looked up together.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TLoader Collect<TLoader>(TLoader loader) where TLoader : class
    {
        if (loader is not ICollectable<TLoader> collectable) return loader;
        var collector = collectable.Collect();
        _collector = collector as KeyCollector;
        return collector;
    }

    /// <summary>Sets a list whose items are still to come. Where the operation streams it they are read as they are delivered, else all at once.</summary>
    public void SetItems<T>(int index, IAsyncEnumerable<T> items)
    {
        if (Field.Stream is { } stream) Set(index, StreamSource.OpenAsync(items, stream.InitialCount(_execution.Variables), Request.RequestAborted));
        else Set(index, Resolvers.Collect(items, Request.RequestAborted));
    }

    /// <summary>Makes the field an error for a parent.</summary>
    public void Fail(int index, Exception error) => SlotAt(index).Value = new FieldFailure(error);

    internal void FailAll(Exception error)
    {
        for (var i = 0; i < Count; i++) Fail(i, error);
    }

    internal ref Slot SlotAt(int index)
    {
        if (_indices is not null) index = _indices[index];
        return ref _parents.Slots[_parents.FirstSlot(index) + Field.Slot];
    }

    /// <summary>Waits for what is still to come; true when nothing is. Otherwise the execution is told.</summary>
    internal bool TryComplete()
    {
        if (_collector is not null)
        {
            if (!_collector.Load(this)) return false;
            _collector.Fill(this);
        }

        if (_firstPending == int.MaxValue) return true;
        Continue();
        return false;
    }

    void IBatchWaiter.OnLoaded()
    {
        _collector!.Fill(this);
        Continue();
    }

    /// <summary>
    /// Takes the values that have come, in order, until one that is still to come; then goes on when that one has come, and tells the
    /// execution when all have. DataLoaders hand out values from last to first, so that one wait is enough for a whole batch.
    /// </summary>
    private void Continue()
    {
        var count = Count;
        for (var i = _firstPending; i < count; i++)
        {
            ref var slot = ref SlotAt(i);
            if (slot.Value is not Task task) continue;
            if (!task.IsCompleted)
            {
                _firstPending = i;
                task.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_continue ??= Continue);
                return;
            }

            slot.Value = task.IsCompletedSuccessfully ? _result!(task) : new FieldFailure(FaultOf(task));
        }

        _firstPending = int.MaxValue;
        _execution.OnCompleted(this);
    }

    private static Exception FaultOf(Task task) =>
        task.Exception is { } aggregate ? aggregate.InnerExceptions[0] : new OperationCanceledException();

    /// <summary>Reads the result of a task whose type only the resolver's call knew.</summary>
    private static class ResultReader<T>
    {
        public static readonly Func<Task, object?> Read = static task => Unsafe.As<Task<T>>(task).Result;
    }
}
