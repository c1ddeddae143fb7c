using MusicGraph.GraphQL.Generators.Models;
using TypeKind = MusicGraph.GraphQL.Generators.Models.TypeKind;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>Finds names that the specification does not allow (section 2.1.9): from attributes, or C# names in other letters.</summary>
internal static class NameChecks
{
    public static IEnumerable<DiagnosticModel> Run(Graph graph)
    {
        foreach (var type in graph.Outputs.Where(type => type.Kind != TypeKind.Abstract))
        {
            if (Check(type.Name, type.Key, null) is { } fault) yield return fault;
            foreach (var field in graph.Fields(type))
            {
                if (Check(field.Name, $"{type.Name}.{field.Member}", null) is { } wrong) yield return wrong;
            }
        }

        foreach (var input in graph.Inputs)
        {
            if (Check(input.Name, input.Key, null) is { } fault) yield return fault;
            foreach (var field in input.Fields)
            {
                if (Check(field.Value.Name, $"{input.Name}.{field.Member}", null) is { } wrong) yield return wrong;
            }
        }

        foreach (var type in graph.Enums)
        {
            if (Check(type.Name, type.Key, null) is { } fault) yield return fault;
            foreach (var value in type.Values)
            {
                if (Check(value.Name, $"{type.Name}.{value.Member}", null) is { } wrong) yield return wrong;
            }
        }

        foreach (var method in graph.Classes.SelectMany(@class => @class.Methods).Where(method => method.IsField))
        {
            if (Check(method.Name, method.Member, method.Origin) is { } fault) yield return fault;
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Argument is { } argument && Check(argument.Name, $"{method.Member}({parameter.Name})", method.Origin) is { } wrong) yield return wrong;
            }
        }
    }

    private static DiagnosticModel? Check(string name, string place, Origin? origin)
    {
        var isValid = name.Length > 0
            && name[0] is not (>= '0' and <= '9')
            && !name.StartsWith("__", StringComparison.Ordinal)
            && name.All(character => character is '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
        return isValid ? null : new DiagnosticModel(Diagnostics.InvalidName, origin?.Place, new[] { name, place }.ToEquatable());
    }
}
