using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the class that adds an input object and makes its C# object.</summary>
internal static class InputTypeEmitter
{
    public static string Emit(Emitter emitter, InputModel type)
    {
        var code = new CodeWriter().Head(emitter.Namespace);
        var definitions = type.Fields.Select(field => emitter.Inputs.Definition(field.Value)).ToList();
        var fields = type.Fields.Select((field, index) => (field, Value: emitter.Inputs.Read(field.Value, "values", index, "field" + index), index)).ToList();
        code.Block($"internal static class {type.Name}Type", () =>
        {
            code.Block("public static void Add(SchemaBuilder schema)", () =>
            {
                code.Line($"schema.AddInputObject({CodeWriter.Literal(type.Name)}, Create,").Line("[");
                code.Indented(() => definitions.ForEach(definition => code.Line(definition + ",")));
                var description = type.Description is null ? "" : ", " + CodeWriter.Literal(type.Description);
                code.Line($"]{description}{(type.IsOneOf ? ", isOneOf: true" : "")});");
                code.ApplyDirectives(type.Name, type.Directives);
            });
            code.Line();
            code.Block("private static object Create(InputValues values)", () =>
            {
                var arguments = fields.Where(item => item.field.Assignment == Assignment.Constructor).Select(item => $"{item.field.Member}: {item.Value}");
                var initializers = fields.Where(item => item.field.Assignment == Assignment.Initializer).Select(item => $"{item.field.Member} = {item.Value}").ToList();
                var initializer = initializers.Count == 0 ? "" : $" {{ {string.Join(", ", initializers)} }}";
                code.Line($"var result = new {type.Code}({string.Join(", ", arguments)}){initializer};");
                foreach (var (field, value, index) in fields.Where(item => item.field.Assignment == Assignment.Setter))
                {
                    code.Line($"if (values.IsGiven({index})) result.{field.Member} = {value};");
                }

                code.Line("return result;");
            });
        });
        return code.ToString();
    }
}
