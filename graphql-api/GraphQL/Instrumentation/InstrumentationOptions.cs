namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>What activities tell; changed by <c>AddInstrumentation(options => …)</c>.</summary>
public sealed class InstrumentationOptions
{
    /// <summary>What spans are made of.</summary>
    public ActivityScopes Scopes { get; set; } = ActivityScopes.Default;

    /// <summary>Whether spans carry the document's text, which may contain what belongs to a user.</summary>
    public bool IncludeDocument { get; set; }

    /// <summary>Whether spans of batches carry the keys, which may identify users.</summary>
    public bool IncludeDataLoaderKeys { get; set; }
}
