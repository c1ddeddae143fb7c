namespace MusicGraph.GraphQL.Types;

/// <summary>
/// Makes a DataLoader of a static method. <c>Task&lt;IReadOnlyDictionary&lt;K, V&gt;&gt;</c> of a list of keys gives one value a key,
/// <c>Task&lt;ILookup&lt;K, V&gt;&gt;</c> an array a key, <c>Task&lt;V&gt;</c> of one key a cache. Where the values of a dictionary are
/// <c>Result&lt;V&gt;</c>, single keys may fail. The other parameters are services.
/// </summary>
/// <param name="name">The DataLoader's name; that of the method without <c>Get</c> and <c>Async</c> when not given.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataLoaderAttribute(string? name = null) : Attribute
{
    public string? Name { get; } = name;

    /// <summary>Who sees the DataLoader; who sees its keys and values when not given.</summary>
    public DataLoaderAccessModifier AccessModifier { get; set; }
}

/// <summary>Who sees a generated DataLoader.</summary>
public enum DataLoaderAccessModifier
{
    Default,
    Public,

    /// <summary>Its interface is public, its class internal.</summary>
    PublicInterface,
    Internal,
}

/// <summary>Names the generated <c>Add…</c> method; without it the last part of the assembly's name and <c>Types</c>.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ModuleAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
