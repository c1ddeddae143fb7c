using System.Globalization;
using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads <c>[Cost]</c> and <c>[ListSize]</c>, whose directives belong to the engine.</summary>
internal static class CostReader
{
    public static AppliedDirective? Read(AttributeData attribute)
    {
        if (attribute.Is("Cost") && attribute.ConstructorArguments.Length == 1 && attribute.ConstructorArguments[0].Value is double weight)
            return new AppliedDirective("cost", $"@cost(weight: \"{weight.ToString("R", CultureInfo.InvariantCulture)}\")");
        return attribute.Is("ListSize") ? new AppliedDirective("listSize", $"@listSize({string.Join(", ", Arguments(attribute))})") : null;
    }

    private static IEnumerable<string> Arguments(AttributeData attribute)
    {
        var given = attribute.NamedArguments.ToDictionary(argument => argument.Key, argument => argument.Value);
        var slices = Literal(given, "SlicingArguments");
        if (Literal(given, "AssumedSize") is { } size) yield return $"assumedSize: {size}";
        if (slices is not null) yield return $"slicingArguments: {slices}";
        if (Literal(given, "SizedFields") is { } fields) yield return $"sizedFields: {fields}";
        yield return $"requireOneSlicingArgument: {(slices is not null ? Literal(given, "RequireOneSlicingArgument") ?? "true" : "false")}";
    }

    private static string? Literal(Dictionary<string, TypedConstant> given, string name) =>
        given.TryGetValue(name, out var value) && SdlLiteral.Of(value) is { } literal && literal != "null" && literal != "[]" ? literal : null;
}
