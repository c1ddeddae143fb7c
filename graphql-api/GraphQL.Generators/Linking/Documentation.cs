using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>The documentation of referenced projects: describes the types that come from there and carry no description of their own.</summary>
internal sealed class Documentation
{
    private readonly Dictionary<string, string> _texts = [];

    public Documentation(IEnumerable<DocumentedMember> members)
    {
        foreach (var member in members) _texts[member.Id] = member.Text;
    }

    public OutputType Describe(OutputType type) => type with
    {
        Description = type.Description ?? Find(type.DocumentationId),
        Properties = type.Properties
            .Select(property => property with { Description = property.Description ?? Find(property.DocumentationId) })
            .ToEquatable(),
    };

    public InputModel Describe(InputModel type) => type with
    {
        Description = type.Description ?? Find(type.DocumentationId),
        Fields = type.Fields.Select(field => field with { Value = Describe(field.Value) }).ToEquatable(),
    };

    public EnumModel Describe(EnumModel type) => type with
    {
        Description = type.Description ?? Find(type.DocumentationId),
        Values = type.Values.Select(value => value with { Description = value.Description ?? Find(value.DocumentationId) }).ToEquatable(),
    };

    private InputValueModel Describe(InputValueModel value) => value with { Description = value.Description ?? Find(value.DocumentationId) };

    private string? Find(string? id) => id is not null && _texts.TryGetValue(id, out var text) ? text : null;
}
