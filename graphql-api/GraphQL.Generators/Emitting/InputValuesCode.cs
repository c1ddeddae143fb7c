using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Expressions that read arguments and input fields.</summary>
internal sealed class InputValuesCode(Graph graph)
{
    /// <param name="values">What holds the values.</param>
    /// <param name="unique">A name that no other value of the method has.</param>
    public string Read(InputValueModel value, string values, int index, string unique)
    {
        var read = Value(value.Type, value.Id, values, index, unique);
        return value.IsOptional
            ? $"{values}.IsGiven({index}) ? new global::MusicGraph.GraphQL.Optional<{value.Type.Code}>({read}) : default"
            : read;
    }

    /// <summary>The definition of an argument or input field.</summary>
    public string Definition(InputValueModel value)
    {
        var @default = value.Default is { } literal ? $", {CodeWriter.Literal(literal)}" : "";
        var rest = new List<string>();
        if (value.Description is { } description) rest.Add($"Description = {CodeWriter.Literal(description)}");
        if (value.Deprecation is { } reason) rest.Add($"DeprecationReason = {CodeWriter.Literal(reason)}");
        if (FieldCode.Directives(value.Directives) is { } applied) rest.Add(applied);
        var initializer = rest.Count == 0 ? "" : $" {{ {string.Join(", ", rest)} }}";
        return $"new({CodeWriter.Literal(value.Name)}, {CodeWriter.Literal(graph.Input(value))}{@default}){initializer}";
    }

    public string ParseId(ClrType type, IdModel id, string text)
    {
        var parse = graph.IdTypeName(id) is { } name
            ? $"NodeIds.Parse<{type.NonNullCode}>({text}, {CodeWriter.Literal(name)})"
            : $"Resolvers.ParseId<{type.NonNullCode}>({text})";
        return parse;
    }

    private string Value(ClrType type, IdModel? id, string values, int index, string unique)
    {
        if (type.Element is { } element)
        {
            var list = $"{values}.GetList<{element.Code}>({index}, static item => {Item(element, id)})";
            var converted = type.List == ListShape.Array ? $"{list}?.ToArray()" : list;
            return type.IsNullable ? converted : $"({converted})!";
        }

        if (id is not null)
        {
            return type.IsNullable
                ? $"{values}.Get<string?>({index}) is {{ }} {unique}Text ? {ParseId(type, id, unique + "Text")} : default({type.Code})"
                : ParseId(type, id, $"{values}.Get<string>({index})");
        }

        var mark = type.IsNullable ? "?" : "";
        return type.Key switch
        {
            "float" => $"(float{mark}){values}.Get<double{mark}>({index})",
            "global::System.DateTime" => $"{values}.Get<DateTimeOffset{mark}>({index}){mark}.UtcDateTime",
            _ => $"{values}.Get<{type.Code}>({index})",
        };
    }

    private string Item(ClrType type, IdModel? id)
    {
        if (type.Element is { } element)
        {
            var items = $"((IReadOnlyList<object?>)item!).Select(static item => {Item(element, id)})";
            return type.List == ListShape.Array ? $"{items}.ToArray()" : $"{items}.ToList()";
        }

        if (id is not null) return type.IsNullable ? $"item is null ? default({type.Code}) : {ParseId(type, id, "(string)item")}" : ParseId(type, id, "(string)item!");
        return type.Key switch
        {
            "float" => type.IsNullable ? "(float?)(double?)item" : "(float)(double)item!",
            "global::System.DateTime" => type.IsNullable ? "((DateTimeOffset?)item)?.UtcDateTime" : "((DateTimeOffset)item!).UtcDateTime",
            _ => type.IsNullable ? $"({type.Code})item" : $"({type.Code})item!",
        };
    }
}
