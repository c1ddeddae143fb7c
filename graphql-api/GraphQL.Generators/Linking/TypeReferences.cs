using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>Writes types as the schema refers to them, such as <c>[Song!]!</c>.</summary>
internal static class TypeReferences
{
    public static string Output(this Graph graph, ClrType type, IdModel? id) =>
        Reference(type, innermost => id is not null ? "ID" : graph.OutputName(innermost));

    public static string Input(this Graph graph, InputValueModel value)
    {
        if (value.TypeSyntax is { } syntax) return syntax;
        var reference = Reference(value.Type, innermost => value.Id is not null ? "ID" : graph.InputName(innermost));
        return value.IsOptional ? reference.TrimEnd('!') : reference;
    }

    public static string Field(this Graph graph, MethodModel method) =>
        method.TypeSyntax is { } syntax ? syntax
        : method.Paging is null ? graph.Output(method.Result, method.Id) : Connection.Name(method) + "Connection";

    /// <summary>The object type that a global id identifies, or null for any.</summary>
    public static string? IdTypeName(this Graph graph, IdModel id) => id.TypeName ?? (id.TypeKey is { } key ? graph.FindOutput(key)?.Name ?? LastPart(key) : null);

    public static string OutputName(this Graph graph, ClrType type) => type.Shape switch
    {
        Shape.Scalar => type.Scalar!,
        Shape.Enum => graph.FindEnum(type.Key)?.Name ?? LastPart(type.Key),
        _ => graph.FindOutput(type.Key)?.Name ?? LastPart(type.Key),
    };

    private static string InputName(this Graph graph, ClrType type) => type.Shape switch
    {
        Shape.Scalar => type.Scalar!,
        Shape.Enum => graph.FindEnum(type.Key)?.Name ?? LastPart(type.Key),
        _ => graph.FindInput(type.Key)?.Name ?? LastPart(type.Key),
    };

    private static string Reference(ClrType type, Func<ClrType, string> name)
    {
        var inner = type.Element is { } element ? $"[{Reference(element, name)}]" : name(type);
        return type.IsNullable ? inner : inner + "!";
    }

    private static string LastPart(string key) => key.Substring(key.LastIndexOf('.') + 1);
}
