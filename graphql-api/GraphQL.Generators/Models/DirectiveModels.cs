namespace MusicGraph.GraphQL.Generators.Models;

/// <summary>A directive that an attribute applies.</summary>
/// <param name="Text">In SDL notation, such as <c>@tag(name: "a")</c>.</param>
internal sealed record AppliedDirective(string Name, string Text);

/// <summary>A directive that an attribute class defines.</summary>
/// <param name="Locations">As the specification names them.</param>
internal sealed record DirectiveModel(
    string Name,
    string? Description,
    EquatableArray<string> Locations,
    EquatableArray<InputValueModel> Arguments,
    bool IsRepeatable);
