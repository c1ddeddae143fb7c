using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>How a field comes into the response.</summary>
internal enum FieldKind
{
    /// <summary><c>__typename</c>: the same bytes each time.</summary>
    TypeName,

    /// <summary>A leaf that is written straight from its parent.</summary>
    Leaf,

    /// <summary>An object or list that is read from its parent while writing, and below which nothing has to be resolved.</summary>
    Read,

    /// <summary>Resolved before the response is written; its value waits in a slot.</summary>
    Resolved,
}

/// <summary>A field of a <see cref="SelectionPlan"/>.</summary>
internal sealed class FieldPlan
{
    public required FieldDefinition Definition { get; init; }
    public required FieldKind Kind { get; init; }
    public required string ResponseName { get; init; }

    /// <summary>What stands before the value: a brace or comma, the response name, a colon; padded for the writer.</summary>
    public required byte[] Key { get; init; }

    /// <summary>How many bytes of <see cref="Key"/> count.</summary>
    public required int KeyLength { get; init; }

    /// <summary>The fields of the document that were merged into this one.</summary>
    public required IReadOnlyList<FieldNode> Nodes { get; init; }

    /// <summary>What is selected below; null for a leaf.</summary>
    public required ChildPlans? Children { get; init; }

    /// <summary>The place of a <see cref="FieldKind.Resolved"/> field among its siblings of that kind.</summary>
    public int Slot { get; init; }

    /// <summary>Whether objects below have fields to resolve.</summary>
    public bool ResolvesChildren { get; init; }

    /// <summary>How the field's items are streamed; null where they are not.</summary>
    public StreamUsage? Stream { get; init; }

    /// <summary>The coerced arguments where they do not depend on variables.</summary>
    public InputValues? ConstantArguments { get; init; }
}
