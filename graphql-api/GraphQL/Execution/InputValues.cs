namespace MusicGraph.GraphQL.Execution;

/// <summary>The coerced values of a field's arguments or of an input object's fields, in the order of their definition.</summary>
/// <param name="values">Null for what is null or was not given.</param>
/// <param name="given">Whether a value, null included, was given or comes from a default.</param>
public sealed class InputValues(object?[] values, bool[] given)
{
    public static readonly InputValues Empty = new([], []);

    public bool IsGiven(int index) => given[index];

    /// <summary>The value, or <c>default</c> for null.</summary>
    public T Get<T>(int index) => values[index] is { } value ? (T)value : default!;

    /// <summary>A list, each item converted; null for null.</summary>
    public List<T>? GetList<T>(int index, Func<object?, T> convert)
    {
        if (values[index] is not IReadOnlyList<object?> items) return null;
        var list = new List<T>(items.Count);
        foreach (var item in items) list.Add(convert(item));
        return list;
    }
}
