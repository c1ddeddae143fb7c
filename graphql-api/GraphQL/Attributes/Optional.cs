namespace MusicGraph.GraphQL;

/// <summary>A value of an input that may have been left out, which is not the same as null.</summary>
public readonly record struct Optional<T>(T? Value, bool HasValue)
{
    public Optional(T? value) : this(value, true) { }

    public bool IsEmpty => !HasValue;

    public static implicit operator Optional<T>(T? value) => new(value);
}
