using MusicGraph.GraphQL.Execution.Incremental;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// Writes the <c>data</c> of a response in one depth-first walk (CompleteValue, section 6.4.3) and collects the errors of fields on the
/// way, where their paths are known. Where a null may not stand, what was written of the parent is taken back (section 6.4.4).
/// </summary>
internal class ResponseComposer(RequestContext request, ErrorHandler errorHandler, DocumentNode document, ResultWriter writer)
{
    private PathSegment[] _path = new PathSegment[4];
    private int _depth;

    /// <summary>The errors of fields, in the order of the response.</summary>
    public List<GraphQLError>? Errors { get; private set; }

    /// <summary>How many names and indices lead to what is being written.</summary>
    private protected int Depth => _depth;

    /// <summary>Writes the object, or <c>null</c> where an error has come up to the root.</summary>
    public void WriteData(ObjectSet root)
    {
        var start = writer.Position;
        if (TryWriteObject(root.Value(0), root.Plan(0), root, 0)) return;
        writer.Position = start;
        OnTakenBack(start);
        writer.WriteRaw("null"u8);
    }

    /// <summary>False where a field that may not be null is: then so is the object.</summary>
    /// <param name="set">The set with the object's slots; null where nothing of it was resolved.</param>
    private protected bool TryWriteObject(object value, SelectionPlan plan, ObjectSet? set, int index)
    {
        if (plan.Deferred is not null) OnDeferred(value, plan.Deferred);
        var fields = plan.Fields;
        if (fields.Length == 0)
        {
            writer.WriteRaw("{}"u8);
            return true;
        }

        var next = 0;
        var start = 0;
        while (true)
        {
            try
            {
                for (; next < fields.Length; next++)
                {
                    var field = fields[next];
                    writer.WritePadded(field.Key, field.KeyLength);
                    start = writer.Position;
                    if (field.Kind == FieldKind.Leaf && field.Definition.Authorization is null)
                    {
                        if (!field.Definition.Write!(value, writer) && !TryWriteNull(field)) return false;
                    }
                    else if (!TryWriteField(field, value, plan, set, index)) return false;
                }

                writer.WriteByte((byte)'}');
                return true;
            }
            catch (Exception e)
            {
                // What a leaf's writer or a reader threw; what is below has caught its own.
                var field = fields[next++];
                writer.Position = start;
                if (!TryWriteError(field, e)) return false;
            }
        }
    }

    private bool TryWriteField(FieldPlan field, object parent, SelectionPlan plan, ObjectSet? set, int index)
    {
        switch (field.Kind)
        {
            case FieldKind.TypeName:
                return writer.Write(plan.Type.Name);

            case FieldKind.Leaf:
                if (field.Definition.Authorization is not null) OperationExecution.Authorize(field.Definition, request);
                return field.Definition.Write!(parent, writer) || TryWriteNull(field);

            case FieldKind.Read:
                if (field.Definition.Authorization is not null) OperationExecution.Authorize(field.Definition, request);
                return TryWriteComposite(field, field.Definition.Read!(parent), null, 0);

            default:
                ref var slot = ref set!.Slots[set.FirstSlot(index) + field.Slot];
                if (slot.Value is FieldFailure failure) return TryWriteError(field, failure.Error);
                return TryWriteComposite(field, slot.Value, slot.Children, slot.FirstChild);
        }
    }

    private bool TryWriteComposite(FieldPlan field, object? value, ObjectSet? children, int firstChild)
    {
        Push(field.ResponseName);
        var isWritten = TryWriteValue(field, field.Definition.Type, value, children, ref firstChild);
        _depth--;
        return isWritten;
    }

    /// <summary>Writes a value, or <c>null</c>, or returns false where null may not stand.</summary>
    /// <param name="child">The next object in <paramref name="children"/>.</param>
    private protected bool TryWriteValue(FieldPlan field, GraphQLType type, object? value, ObjectSet? children, ref int child)
    {
        var isNonNull = false;
        if (type is NonNullType nonNull)
        {
            isNonNull = true;
            type = nonNull.OfType;
        }

        var start = writer.Position;
        var depth = _depth;
        var isWritten = false;
        if (value is null)
        {
            if (isNonNull) AddError(field, new GraphQLError($"Cannot return null for non-nullable field {field.Definition.DeclaringType.Name}.{field.Definition.Name}."));
        }
        else if (value is FieldFailure failure)
        {
            AddErrors(field, failure.Error);
        }
        else
        {
            try
            {
                isWritten = type is ListType list
                    ? TryWriteList(field, list, value, children, ref child)
                    : TryWriteNamed(field, (NamedType)type, value, children, ref child);
            }
            catch (Exception e)
            {
                _depth = depth;
                AddErrors(field, e);
            }
        }

        if (isWritten) return true;
        if (isNonNull) return false;
        writer.Position = start;
        OnTakenBack(start);
        writer.WriteRaw("null"u8);
        return true;
    }

    private bool TryWriteList(FieldPlan field, ListType list, object value, ObjectSet? children, ref int child)
    {
        var items = Lists.Items(value);
        var firstChild = child;
        writer.WriteByte((byte)'[');
        Push(null);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            _path[_depth - 1].Index = i;
            if (TryWriteValue(field, list.OfType, items[i], children, ref child)) continue;
            _depth--;
            if (children is not null) child = firstChild + CountObjects(list, value);
            return false;
        }

        _depth--;
        writer.WriteByte((byte)']');
        if (field.Stream is not null && value is StreamSource source) OnStreamed(field, list, source);
        return true;
    }

    private bool TryWriteNamed(FieldPlan field, NamedType type, object value, ObjectSet? children, ref int child)
    {
        switch (type)
        {
            case ScalarType scalar:
                if (scalar.TryWrite(value, writer)) return true;
                throw new GraphQLException($"{scalar.Name} cannot represent value: {value}");

            case EnumType @enum:
                if (@enum.FindByValue(value) is { } known) return writer.Write(known.Name);
                throw new GraphQLException($"Enum {@enum.Name} cannot represent value: {value}");
        }

        if (children is null) return TryWriteObject(value, field.Children!.For(value, type), null, 0);
        var index = child++;
        return TryWriteObject(value, children.Plan(index), children, index);
    }

    private static int CountObjects(ListType list, object value)
    {
        var count = 0;
        foreach (var item in Lists.Items(value))
        {
            if (item is null or FieldFailure) continue;
            var itemType = list.OfType is NonNullType nonNull ? nonNull.OfType : list.OfType;
            count += itemType is ListType inner ? CountObjects(inner, item) : 1;
        }

        return count;
    }

    private bool TryWriteNull(FieldPlan field)
    {
        if (field.Definition.Type.Kind != TypeKind.NonNull)
        {
            writer.WriteRaw("null"u8);
            return true;
        }

        Push(field.ResponseName);
        AddError(field, new GraphQLError($"Cannot return null for non-nullable field {field.Definition.DeclaringType.Name}.{field.Definition.Name}."));
        _depth--;
        return false;
    }

    private bool TryWriteError(FieldPlan field, Exception error)
    {
        Push(field.ResponseName);
        AddErrors(field, error);
        _depth--;
        if (field.Definition.Type.Kind == TypeKind.NonNull) return false;
        writer.WriteRaw("null"u8);
        return true;
    }

    private protected void AddErrors(FieldPlan field, Exception exception)
    {
        var first = Errors?.Count ?? 0;
        foreach (var error in errorHandler.Handle(exception)) AddError(field, error);
        if (request.Observed is { } observed && Errors is not null) observed.OnFieldFailed(exception, Errors.GetRange(first, Errors.Count - first));
    }

    private protected void Enter(PathSegment segment)
    {
        Push(segment.Name);
        _path[_depth - 1].Index = segment.Index;
    }

    private protected void Leave() => _depth--;

    /// <summary>The way to what is being written.</summary>
    private protected PathSegment[] CopyPath() => _path[.._depth];

    /// <summary>Called before an object is written of which more is delivered later.</summary>
    private protected virtual void OnDeferred(object value, DeferredSelections deferred) { }

    /// <summary>Called after the first items of a list are written whose others are delivered later.</summary>
    private protected virtual void OnStreamed(FieldPlan field, ListType list, StreamSource source) { }

    /// <summary>Called when what was written from a position on is taken back.</summary>
    private protected virtual void OnTakenBack(int position) { }

    private void AddError(FieldPlan field, GraphQLError error)
    {
        object[] path = [.. _path.Take(_depth).Select(segment => segment.Name ?? (object)segment.Index)];
        (Errors ??= []).Add(error with
        {
            Path = path,
            Locations = [.. field.Nodes.Select(node => document.Locate(node)).OfType<SourceLocation>()],
        });
    }

    /// <param name="name">Null for a list, whose index is set item by item.</param>
    private void Push(string? name)
    {
        if (_depth == _path.Length) Array.Resize(ref _path, _depth * 2);
        _path[_depth++].Name = name;
    }
}
