namespace MusicGraph.GraphQL.Validation;

/// <summary>Limits and switches of validation.</summary>
public sealed record ValidationOptions
{
    public static readonly ValidationOptions Default = new();

    /// <summary>The most errors that are reported; validation stops there.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether messages name what may have been meant, which tells of the schema.</summary>
    public bool SuggestNames { get; init; } = true;

    /// <summary>The most fields of a document; null for any number, as below.</summary>
    public int? MaxFields { get; init; }

    /// <summary>The most fields with an alias.</summary>
    public int? MaxAliases { get; init; }

    /// <summary>The most fields of the root types.</summary>
    public int? MaxRootFields { get; init; }

    /// <summary>The most directives of one field, fragment, operation or variable.</summary>
    public int? MaxDirectives { get; init; }

    /// <summary>The most operations of a document.</summary>
    public int? MaxOperations { get; init; }

    /// <summary>The most fragments of a document.</summary>
    public int? MaxFragments { get; init; }

    /// <summary>How often one path may go through the same field.</summary>
    public int? MaxFieldCycleDepth { get; init; }

    /// <summary>The most field levels of an operation, introspection not counted; null for any number.</summary>
    public int? MaxDepth { get; init; }
}
