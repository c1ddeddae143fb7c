namespace MusicGraph.GraphQL.Execution.Incremental;

/// <summary>What is told to the client next.</summary>
internal sealed class Payload
{
    private readonly List<(Delivery Delivery, int Id)> _pending = [];
    private readonly List<Part> _parts = [];
    private readonly List<(Delivery Delivery, int Id, IReadOnlyList<GraphQLError>? Errors)> _completed = [];
    private int _nextId;

    public bool IsEmpty => _pending.Count == 0 && _parts.Count == 0 && _completed.Count == 0;

    /// <summary>Whether there is nothing to tell in the form of 2022-08-24.</summary>
    public bool IsEmptyIn20220824 => _parts.Count == 0 && _completed.TrueForAll(completed => completed.Errors is null);

    public void Announce(Delivery delivery)
    {
        delivery.Id = _nextId++;
        _pending.Add((delivery, delivery.Id.Value));
    }

    /// <summary>Adds the data of a task, which is told as part of the group of its that is nearest to the object.</summary>
    public void AddData(DeliveryGroup group, DeferredTask task)
    {
        var nearest = group;
        foreach (var other in task.Groups)
        {
            if (other.Id is not null && other.Path.Length > nearest.Path.Length) nearest = other;
        }

        _parts.Add(new(nearest, nearest.Id!.Value, task.Path, 0, task.Data!, IsList: false, task.Errors));
    }

    public void AddItems(ListStream stream, byte[] items, IReadOnlyList<GraphQLError>? errors) =>
        _parts.Add(new(stream, stream.Id!.Value, stream.Path, stream.Next, items, IsList: true, errors));

    /// <param name="errors">Why there is no more; null where everything was delivered.</param>
    public void Complete(Delivery delivery, IReadOnlyList<GraphQLError>? errors)
    {
        _completed.Add((delivery, delivery.Id!.Value, errors));
        delivery.Id = null;
    }

    /// <summary>Writes it into a response object after other members, or at its beginning, and begins anew.</summary>
    public void WriteMembers(ResultWriter writer, bool hasNext)
    {
        if (_pending.Count > 0) WriteList(writer, "\"pending\":["u8, _pending, WritePending);
        if (_parts.Count > 0) WriteList(writer, "\"incremental\":["u8, _parts, WritePart);
        if (_completed.Count > 0) WriteList(writer, "\"completed\":["u8, _completed, WriteCompleted);
        WriteHasNext(writer, hasNext);
        Clear();
    }

    /// <summary>Writes it in the form of 2022-08-24, in which parts are not announced, and failed ones are null.</summary>
    public void WriteMembersOf20220824(ResultWriter writer, bool hasNext)
    {
        (Delivery Delivery, int Id, IReadOnlyList<GraphQLError>? Errors)[] failed = [.. _completed.Where(completed => completed.Errors is not null)];
        if (_parts.Count + failed.Length > 0)
        {
            writer.WriteRaw("\"incremental\":["u8);
            for (var i = 0; i < _parts.Count; i++)
            {
                if (i > 0) writer.WriteByte((byte)',');
                WriteLegacyPart(writer, _parts[i]);
            }

            for (var i = 0; i < failed.Length; i++)
            {
                if (i + _parts.Count > 0) writer.WriteByte((byte)',');
                WriteLegacyFailure(writer, failed[i].Delivery, failed[i].Errors!);
            }

            writer.WriteRaw("],"u8);
        }

        WriteHasNext(writer, hasNext);
        Clear();
    }

    private void Clear()
    {
        _pending.Clear();
        _parts.Clear();
        _completed.Clear();
    }

    private static void WriteHasNext(ResultWriter writer, bool hasNext)
    {
        writer.WriteRaw("\"hasNext\":"u8);
        writer.Write(hasNext);
        writer.WriteByte((byte)'}');
    }

    private static void WriteList<T>(ResultWriter writer, ReadOnlySpan<byte> start, List<T> items, Action<ResultWriter, T> write)
    {
        writer.WriteRaw(start);
        for (var i = 0; i < items.Count; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            write(writer, items[i]);
        }

        writer.WriteRaw("],"u8);
    }

    private static void WritePending(ResultWriter writer, (Delivery Delivery, int Id) pending)
    {
        WriteId(writer, pending.Id);
        writer.WriteRaw(",\"path\":"u8);
        WritePath(writer, pending.Delivery.Path);
        WriteLabel(writer, pending.Delivery.Label);
        writer.WriteByte((byte)'}');
    }

    private static void WritePart(ResultWriter writer, Part part)
    {
        WriteId(writer, part.Id);
        if (part.Path.Length > part.Delivery.Path.Length)
        {
            writer.WriteRaw(",\"subPath\":"u8);
            WritePath(writer, part.Path.AsSpan(part.Delivery.Path.Length));
        }

        writer.WriteRaw(part.IsList ? ",\"items\":"u8 : ",\"data\":"u8);
        writer.WriteRaw(part.Json);
        WriteErrors(writer, part.Errors);
        writer.WriteByte((byte)'}');
    }

    private static void WriteCompleted(ResultWriter writer, (Delivery Delivery, int Id, IReadOnlyList<GraphQLError>? Errors) completed)
    {
        WriteId(writer, completed.Id);
        WriteErrors(writer, completed.Errors);
        writer.WriteByte((byte)'}');
    }

    private static void WriteLegacyPart(ResultWriter writer, Part part)
    {
        writer.WriteRaw(part.IsList ? "{\"items\":"u8 : "{\"data\":"u8);
        writer.WriteRaw(part.Json);
        writer.WriteRaw(",\"path\":"u8);
        WritePath(writer, part.IsList ? [.. part.Path, new(null, part.Index)] : part.Path);
        WriteLabel(writer, part.Delivery.Label);
        WriteErrors(writer, part.Errors);
        writer.WriteByte((byte)'}');
    }

    private static void WriteLegacyFailure(ResultWriter writer, Delivery delivery, IReadOnlyList<GraphQLError> errors)
    {
        var stream = delivery as ListStream;
        writer.WriteRaw(stream is null ? "{\"data\":null,\"path\":"u8 : "{\"items\":null,\"path\":"u8);
        WritePath(writer, stream is null ? delivery.Path : [.. delivery.Path, new(null, stream.Next)]);
        WriteLabel(writer, delivery.Label);
        WriteErrors(writer, errors);
        writer.WriteByte((byte)'}');
    }

    private static void WriteId(ResultWriter writer, int id)
    {
        writer.WriteRaw("{\"id\":\""u8);
        writer.Write(id);
        writer.WriteByte((byte)'"');
    }

    private static void WriteLabel(ResultWriter writer, string? label)
    {
        if (label is null) return;
        writer.WriteRaw(",\"label\":"u8);
        writer.Write(label);
    }

    private static void WriteErrors(ResultWriter writer, IReadOnlyList<GraphQLError>? errors)
    {
        if (errors is null or { Count: 0 }) return;
        writer.WriteRaw(",\"errors\":"u8);
        writer.WriteErrors(errors);
    }

    private static void WritePath(ResultWriter writer, ReadOnlySpan<PathSegment> path)
    {
        writer.WriteByte((byte)'[');
        for (var i = 0; i < path.Length; i++)
        {
            if (i > 0) writer.WriteByte((byte)',');
            if (path[i].Name is { } name) writer.Write(name);
            else writer.Write(path[i].Index);
        }

        writer.WriteByte((byte)']');
    }

    /// <param name="Path">Of the object or list, of which <paramref name="Delivery"/>'s path is the beginning.</param>
    /// <param name="Index">Of the first item of a list.</param>
    private sealed record Part(Delivery Delivery, int Id, PathSegment[] Path, int Index, byte[] Json, bool IsList, IReadOnlyList<GraphQLError>? Errors);
}
