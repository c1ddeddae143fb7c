using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes calls of <c>AddField</c>.</summary>
internal static class FieldCode
{
    public static void AddField(this CodeWriter code, string typeName, string name, string type, params string?[] properties)
    {
        var given = properties.OfType<string>().ToList();
        var head = $"schema.AddField({CodeWriter.Literal(typeName)}, new FieldConfig({CodeWriter.Literal(name)}, {CodeWriter.Literal(type)})";
        if (given.Count == 0) code.Line(head + ");");
        else code.Block(head, () => given.ForEach(property => code.Line(property + ",")), "});");
    }

    public static string? Description(string? text) => text is null ? null : $"Description = {CodeWriter.Literal(text)}";

    public static string? Deprecation(string? reason) => reason is null ? null : $"DeprecationReason = {CodeWriter.Literal(reason)}";

    public static string? Authorization(Authorization? rule) =>
        rule is null ? null : $"Authorization = new AuthorizationRule([{string.Join(", ", rule.Roles.Select(CodeWriter.Literal))}])";
}
