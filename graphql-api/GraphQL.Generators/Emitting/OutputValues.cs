using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Expressions that bring C# values into the form in which the engine writes them.</summary>
internal sealed class OutputValues(Graph graph, string generated)
{
    public static bool IsLeaf(ClrType type, IdModel? id) => type.Shape is Shape.Scalar or Shape.Enum || (id is not null && type.Shape != Shape.List);

    /// <summary>A call that writes a leaf and says whether there was one.</summary>
    public string Write(ClrType type, IdModel? id, string value, string declaringType)
    {
        if (id is not null) return $"writer.WriteNodeId({CodeWriter.Literal(graph.IdTypeName(id) ?? declaringType)}u8, {IdKey(type, value)})";
        if (type.Shape == Shape.Enum) return $"{EnumClass(type)}.Write({value}, writer)";
        return $"writer.Write({Scalar(type, value)})";
    }

    /// <summary>The class that writes an enum's names.</summary>
    private string EnumClass(ClrType type) => $"global::{generated}.{graph.OutputName(type)}Type";

    /// <summary>A lambda's body that converts <paramref name="value"/>; null where the engine takes it as it is.</summary>
    public string? Convert(ClrType type, IdModel? id, string value, string declaringType)
    {
        if (type.Element is { } element) return List(type, Convert(element, id, "item", declaringType), value);
        if (id is not null)
        {
            var name = CodeWriter.Literal(graph.IdTypeName(id) ?? declaringType);
            return type.IsNullable
                ? $"{value} is {{ }} key ? NodeIds.Format({name}, {IdKey(type with { IsNullable = false }, "key")}) : null"
                : $"NodeIds.Format({name}, {IdKey(type, value)})";
        }

        var scalar = type.Shape == Shape.Scalar ? Scalar(type, value) : value;
        return scalar == value ? null : scalar;
    }

    private static string? List(ClrType type, string? item, string value)
    {
        var access = type.IsNullable ? "?." : ".";
        if (item is not null) return $"{value}{access}Select(static item => {item}).ToList()";
        return type.List == ListShape.Enumerable ? $"{value}{access}ToList()" : null;
    }

    private static string Scalar(ClrType type, string value)
    {
        var mark = type.IsNullable ? "?" : "";
        return type.Key switch
        {
            "float" => $"(double{mark}){value}",
            "global::System.DateTime" => $"(DateTimeOffset{mark}){value}",
            _ => value,
        };
    }

    private static string IdKey(ClrType type, string value)
    {
        if (type.Key is "global::System.Guid" or "string") return value;
        return $"{value}{(type.IsNullable ? "?" : "")}.ToString(System.Globalization.CultureInfo.InvariantCulture)";
    }
}
