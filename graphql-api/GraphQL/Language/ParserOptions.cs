namespace MusicGraph.GraphQL.Language;

/// <summary>Limits of the parser; what goes beyond them is a syntax error.</summary>
public sealed record ParserOptions
{
    /// <summary>Limits for documents of strangers.</summary>
    public static readonly ParserOptions Default = new();

    /// <summary>For text of our own, such as a schema's SDL: any number of tokens.</summary>
    public static readonly ParserOptions Trusted = new() { MaxTokens = int.MaxValue };

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; init; } = 20_000;

    /// <summary>The deepest nesting of selection sets, lists, objects and list types taken together.</summary>
    public int MaxDepth { get; init; } = 200;

    /// <summary>Whether definitions and extensions of the type system are read, not only operations and fragments.</summary>
    public bool AllowTypeSystemDefinitions { get; init; } = true;
}
