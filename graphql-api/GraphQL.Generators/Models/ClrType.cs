namespace MusicGraph.GraphQL.Generators.Models;

internal enum Shape
{
    Scalar,
    Enum,

    /// <summary>A class, record or interface with members of its own.</summary>
    Complex,
    List,
    Unsupported,
}

internal enum ListShape
{
    None,
    Array,

    /// <summary>Something with an indexer, which the engine reads as it is.</summary>
    Indexed,

    /// <summary>Something that can only be enumerated.</summary>
    Enumerable,
    Async,
}

/// <summary>A C# type as the schema sees it.</summary>
/// <param name="Code">As written in generated code, nullability included.</param>
/// <param name="Key">Without nullability: what tells the type from others.</param>
/// <param name="Scalar">The scalar's name in the schema.</param>
internal sealed record ClrType(Shape Shape, string Code, string Key, bool IsNullable, bool IsValueType, string? Scalar = null)
{
    public ClrType? Element { get; init; }
    public ListShape List { get; init; }

    /// <summary>The type below all lists.</summary>
    public ClrType Innermost => Element?.Innermost ?? this;

    /// <summary>As generated code writes it where null may be.</summary>
    public string NullableCode => Code.EndsWith("?", StringComparison.Ordinal) ? Code : Code + "?";

    /// <summary>As generated code writes it where null may not be.</summary>
    public string NonNullCode => Code.TrimEnd('?');
}
