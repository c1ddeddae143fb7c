using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>Writes a part of a response and notes what is left to deliver of it.</summary>
internal sealed class IncrementalComposer : ResponseComposer
{
    private readonly ResultWriter _writer;
    private DeliveryScope? _scope;

    /// <param name="path">The way to what is written.</param>
    /// <param name="scope">The deferred fragments that it stands in.</param>
    public IncrementalComposer(
        RequestContext request,
        ErrorHandler errorHandler,
        DocumentNode document,
        ResultWriter writer,
        PathSegment[] path,
        DeliveryScope? scope)
        : base(request, errorHandler, document, writer)
    {
        _writer = writer;
        _scope = scope;
        foreach (var segment in path) Enter(segment);
    }

    public IncrementalWork Work { get; } = new();

    /// <summary>Writes the fields of a task; false where there can be none.</summary>
    public bool TryWrite(DeferredTask task, ObjectSet set, int index) => TryWriteObject(task.Value, task.Plan, set, index);

    /// <summary>Writes an item of a list; false where the list must not have it.</summary>
    /// <param name="children">The set with the objects in the item, the first of them at <paramref name="child"/>.</param>
    public bool TryWriteItem(ListStream stream, int index, object? item, ObjectSet? children, int child)
    {
        Enter(new(null, index));
        var start = _writer.Position;
        var isWritten = TryWriteValue(stream.Field, stream.ItemType, item, children, ref child);
        if (!isWritten) OnTakenBack(start);
        Leave();
        return isWritten;
    }

    /// <summary>The errors of a list that cannot be read to its end.</summary>
    public IReadOnlyList<GraphQLError> ErrorsOf(ListStream stream, Exception fault)
    {
        var before = Errors?.Count ?? 0;
        AddErrors(stream.Field, fault);
        return TakeLastErrors(before);
    }

    /// <summary>The errors for which the last thing could not be written.</summary>
    /// <param name="before">The number of errors before it was; those after are told of nothing that is delivered.</param>
    public IReadOnlyList<GraphQLError> TakeLastErrors(int before)
    {
        var errors = Errors!;
        var first = errors.Count - 1;
        while (first > before && errors[first - 1].Path!.SequenceEqual(errors[^1].Path!)) first--;
        var last = errors[first..];
        errors.RemoveRange(before, errors.Count - before);
        return last;
    }

    private protected override void OnDeferred(object value, DeferredSelections deferred)
    {
        while (_scope is { } inner && inner.Depth >= Depth) _scope = inner.Around;
        var path = CopyPath();
        if (deferred.Usages.Length > 0) EnterScope(path, deferred.Usages);
        foreach (var part in deferred.Parts)
        {
            DeliveryGroup[] groups = [.. part.Usages.Select(usage => DeliveryScope.Find(_scope, usage)!)];
            Work.Add(new DeferredTask(groups, path, value, part.Plan, _scope), _writer.Position);
        }
    }

    private protected override void OnStreamed(FieldPlan field, ListType list, StreamSource source)
    {
        if (!source.HasEnded) Work.Add(new ListStream(CopyPath(), field, list, source), _writer.Position);
    }

    private protected override void OnTakenBack(int position) => Work.TakeBack(position);

    private void EnterScope(PathSegment[] path, DeferUsage[] usages)
    {
        var groups = new DeliveryGroup[usages.Length];
        _scope = new DeliveryScope(_scope, path.Length, usages, groups);
        for (var i = 0; i < usages.Length; i++)
        {
            var parent = usages[i].Parent is { } around ? DeliveryScope.Find(_scope, around) : null;
            groups[i] = new DeliveryGroup(path, usages[i].Label, parent);
            Work.Add(groups[i], _writer.Position);
        }
    }
}
