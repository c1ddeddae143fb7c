using MusicGraph.GraphQL.DataLoader;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>The items of a list that have come since, resolved together.</summary>
internal sealed class StreamBatch(IncrementalExecution driver, BatchScheduler scheduler, ListStream stream) : IncrementalPart(driver, scheduler)
{
    private readonly object?[] _items = [.. stream.Items];
    private readonly int[] _firstChildren = new int[stream.Items.Count];
    private ObjectSet? _children;

    public override void Deliver(DeliveryGraph graph)
    {
        if (!graph.IsWaitedFor(stream)) return;
        using var writer = new ResultWriter();
        var composer = Driver.NewComposer(writer, stream.Path, null);
        var count = WriteItems(composer, writer, out var failure);
        graph.AddItems(stream, count > 0 ? writer.Written.ToArray() : null, composer.Errors is { Count: > 0 } errors ? [.. errors] : null, count, composer.Work);
        if (stream.Fault is { } fault) failure ??= composer.ErrorsOf(stream, fault);
        if (failure is not null || stream.HasEnded) graph.Finish(stream, failure);
        else Driver.Continue(stream);
        Dispose();
    }

    private protected override void Begin()
    {
        stream.Items.Clear();
        if (!stream.Field.ResolvesChildren) return;
        _children = NewSet();
        for (var i = 0; i < _items.Length; i++)
        {
            _firstChildren[i] = _children.Count;
            if (_items[i] is null or FieldFailure) continue;
            try
            {
                _items[i] = AddObjects(stream.Field, stream.ItemType, _items[i], _children);
            }
            catch (Exception e)
            {
                _items[i] = new FieldFailure(e);
            }
        }

        _children.AllocateSlots();
        Expand(_children);
    }

    /// <param name="failure">Why not all could be written, or null.</param>
    /// <returns>How many items could be written.</returns>
    private int WriteItems(IncrementalComposer composer, ResultWriter writer, out IReadOnlyList<GraphQLError>? failure)
    {
        failure = null;
        for (var i = 0; i < _items.Length; i++)
        {
            var before = writer.Position;
            var errors = composer.Errors?.Count ?? 0;
            writer.WriteByte(i == 0 ? (byte)'[' : (byte)',');
            if (composer.TryWriteItem(stream, stream.Next + i, _items[i], _children, _firstChildren[i])) continue;
            failure = composer.TakeLastErrors(errors);
            writer.Position = before;
            if (i > 0) writer.WriteByte((byte)']');
            return i;
        }

        if (_items.Length > 0) writer.WriteByte((byte)']');
        return _items.Length;
    }
}
