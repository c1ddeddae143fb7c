namespace MusicGraph.GraphQL.Validation;

/// <summary>Limits and switches of validation.</summary>
public sealed record ValidationOptions
{
    public static readonly ValidationOptions Default = new();

    /// <summary>The most errors that are reported; validation stops there.</summary>
    public int MaxErrors { get; init; } = 100;

    /// <summary>Whether messages name what may have been meant, which tells of the schema.</summary>
    public bool SuggestNames { get; init; } = true;

    /// <summary>The most field levels of an operation, introspection not counted; null for any number.</summary>
    public int? MaxDepth { get; init; }
}
