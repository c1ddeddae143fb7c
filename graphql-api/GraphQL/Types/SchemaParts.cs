using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary>What a <see cref="SchemaBuilder"/> was given, by name, with the faults that show at once.</summary>
internal sealed class SchemaParts
{
    public List<string> Faults { get; } = [];
    public SchemaOptions Options { get; } = new();
    public string? Description { get; set; }
    public bool AllowsUnresolvedFields { get; set; }
    public Dictionary<OperationType, string> RootTypes { get; } = [];

    /// <summary>Whether there are no operations but those of <see cref="RootTypes"/>, whatever other types are named.</summary>
    public bool NamesAllRootTypes { get; set; }
    public List<DirectiveNode> SchemaDirectives { get; } = [];

    /// <summary>What is applied to types, by their names.</summary>
    public Dictionary<string, List<DirectiveNode>> AppliedDirectives { get; } = [];

    /// <summary>Scalars and enums, which come ready made.</summary>
    public Dictionary<string, NamedType> Leaves { get; } = [];
    public Dictionary<string, ObjectPart> Objects { get; } = [];
    public Dictionary<string, UnionPart> Unions { get; } = [];
    public Dictionary<string, InputObjectPart> InputObjects { get; } = [];
    public List<DirectivePart> Directives { get; } = [];
    public Dictionary<string, NodeResolver> NodeResolvers { get; } = [];

    /// <summary>Whether the fields that ask for a user say so by <c>@authorize</c>.</summary>
    public bool ShowsAuthorization { get; set; }

    /// <summary>Set where fields that say nothing of their cost have the default.</summary>
    public CostOptions? CostOptions { get; set; }

    public void Add(NamedType leaf)
    {
        // Assemblies of one server may each bring the same scalar.
        if (!Leaves.TryAdd(leaf.Name, leaf) && Leaves[leaf.Name] != leaf) AddDuplicate(leaf.Name);
    }

    public ObjectPart Object(string name)
    {
        if (!Objects.TryGetValue(name, out var part)) Objects.Add(name, part = new(name));
        return part;
    }

    public void AddUnion(string name, string? description, IReadOnlyList<string> members)
    {
        if (!Unions.TryGetValue(name, out var part)) Unions.Add(name, part = new(name));
        part.Description ??= description;
        part.Members.AddRange(members);
    }

    public void AddInputObject(InputObjectPart part)
    {
        if (!InputObjects.TryAdd(part.Name, part)) AddDuplicate(part.Name);
    }

    public void AddDirective(DirectivePart part)
    {
        var known = Directives.Find(candidate => candidate.Name == part.Name);
        if (known is null) Directives.Add(part);
        else if (!known.IsSame(part)) Faults.Add($"There can be only one directive named \"@{part.Name}\".");
    }

    /// <summary>The directives applied to a type, with those that it came with.</summary>
    public IReadOnlyList<DirectiveNode> DirectivesOf(string typeName) => AppliedDirectives.GetValueOrDefault(typeName) ?? [];

    private void AddDuplicate(string name) => Faults.Add($"There can be only one type named \"{name}\".");
}

internal sealed class ObjectPart(string name)
{
    public string Name { get; } = name;
    public bool IsDeclared { get; set; }
    public bool IsInterface { get; set; }
    public Type? ClrType { get; set; }
    public string? Description { get; set; }
    public List<string> Interfaces { get; } = [];
    public List<FieldConfig> Fields { get; } = [];

    public void AddInterfaces(IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (!Interfaces.Contains(name)) Interfaces.Add(name);
        }
    }
}

internal sealed class UnionPart(string name)
{
    public string Name { get; } = name;
    public string? Description { get; set; }
    public List<string> Members { get; } = [];
}

internal sealed record InputObjectPart(
    string Name,
    Func<InputValues, object>? Create,
    IReadOnlyList<InputValueConfig> Fields,
    string? Description,
    bool IsOneOf);

internal sealed record DirectivePart(
    string Name,
    IReadOnlyList<string> Locations,
    IReadOnlyList<InputValueConfig> Arguments,
    string? Description,
    bool IsRepeatable)
{
    /// <summary>Whether the other means the same, whatever it says of itself.</summary>
    public bool IsSame(DirectivePart other) =>
        Name == other.Name
        && IsRepeatable == other.IsRepeatable
        && Locations.Order(StringComparer.Ordinal).SequenceEqual(other.Locations.Order(StringComparer.Ordinal))
        && Arguments.Select(Signature).SequenceEqual(other.Arguments.Select(Signature));

    private static (string Name, string Type, string? Default) Signature(InputValueConfig argument) => (argument.Name, argument.Type, argument.DefaultValue);
}
