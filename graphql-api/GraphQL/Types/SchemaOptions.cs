namespace MusicGraph.GraphQL.Types;

/// <summary>Switches of a schema, by HotChocolate's names; changed by <c>ModifyOptions(options => options.EnableDefer = true)</c>.</summary>
public sealed class SchemaOptions
{
    /// <summary>Whether the schema has <c>@defer</c>, so that fragments can be delivered after the rest of a response.</summary>
    public bool EnableDefer { get; set; }

    /// <summary>Whether the schema has <c>@stream</c>, so that the items of a list can be delivered after the rest of a response.</summary>
    public bool EnableStream { get; set; }
}
