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

    /// <summary>The property of that name, as an initializer sets it.</summary>
    public static string? Directives(EquatableArray<AppliedDirective> applied) => applied.Count == 0 ? null : $"Directives = {Parsed(applied)}";

    /// <summary>An expression for the syntax of what is applied.</summary>
    public static string Parsed(EquatableArray<AppliedDirective> applied) =>
        $"global::MusicGraph.GraphQL.Language.Utf8Parser.ParseDirectives({CodeWriter.Literal(string.Join(" ", applied.Select(directive => directive.Text)))})";

    /// <summary>Applies directives to a type.</summary>
    public static void ApplyDirectives(this CodeWriter code, string typeName, EquatableArray<AppliedDirective> applied)
    {
        if (applied.Count > 0) code.Line($"schema.ApplyDirectives({CodeWriter.Literal(typeName)}, {Parsed(applied)});");
    }

    public static string? Authorization(Authorization? rule) =>
        rule is null ? null : $"Authorization = new AuthorizationRule([{string.Join(", ", rule.Roles.Select(CodeWriter.Literal))}])";
}
