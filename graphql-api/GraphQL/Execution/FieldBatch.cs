namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// One field over a batch of parents: those that stand at the same place of the operation and were known at the same time. A
/// resolver gets services and arguments once, then starts one call per parent, so that DataLoaders see all keys at once.
/// </summary>
public sealed class FieldBatch
{
    /// <summary>The number of parents.</summary>
    public int Count => throw new NotImplementedException();

    public RequestContext Request => throw new NotImplementedException();

    /// <summary>The field's arguments; they are the same for every parent.</summary>
    public InputValues Arguments => throw new NotImplementedException();

    /// <summary>The parent at <paramref name="index"/>; for fields of the root types it is the root value.</summary>
    public object Parent(int index) => throw new NotImplementedException();

    /// <summary>Sets the value for a parent.</summary>
    public void Set(int index, object? value) => throw new NotImplementedException();

    /// <summary>Sets a value that is still to come. A fault of the task becomes the field's error.</summary>
    public void Set<T>(int index, Task<T> value) => throw new NotImplementedException();

    /// <inheritdoc cref="Set{T}(int, Task{T})"/>
    public void Set<T>(int index, ValueTask<T> value) => throw new NotImplementedException();

    /// <summary>Makes the field an error for a parent.</summary>
    public void Fail(int index, Exception error) => throw new NotImplementedException();
}
