using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the class that adds an enum and writes its names.</summary>
internal static class EnumEmitter
{
    public static string Emit(Emitter emitter, EnumModel type)
    {
        var code = new CodeWriter().Head(emitter.Namespace);
        code.Block($"internal static class {type.Name}Type", () =>
        {
            code.Block("public static void Add(SchemaBuilder schema)", () =>
            {
                code.Line($"schema.AddEnum(new EnumType({CodeWriter.Literal(type.Name)},").Line("[").Indented(() =>
                {
                    foreach (var value in type.Values)
                    {
                        code.Line($"new({CodeWriter.Literal(value.Name)}, {type.Key}.{value.Member}, {Text(value.Description)}, {Text(value.Deprecation)}){(FieldCode.Directives(value.Directives) is { } applied ? $" {{ {applied} }}" : "")},");
                    }
                });
                var properties = new[] { FieldCode.Description(type.Description), FieldCode.Directives(type.Directives) }.OfType<string>().ToList();
                code.Line($"]){(properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}")});");
            });
            code.Line();
            code.Line($"public static bool Write({type.Key}? value, ResultWriter writer) => value is {{ }} some && Write(some, writer);");
            code.Line();
            code.Line($"public static bool Write({type.Key} value, ResultWriter writer) => writer.WriteName(value switch").Line("{").Indented(() =>
            {
                foreach (var value in type.Values) code.Line($"{type.Key}.{value.Member} => {CodeWriter.Literal(value.Name)}u8,");
                code.Line($"_ => throw new ArgumentOutOfRangeException(nameof(value), value, {CodeWriter.Literal($"The enum {type.Name} has no such value.")}),");
            });
            code.Line("});");
        });
        return code.ToString();
    }

    private static string Text(string? text) => text is null ? "null" : CodeWriter.Literal(text);
}
