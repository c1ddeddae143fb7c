using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;
using TypeKind = MusicGraph.GraphQL.Generators.Models.TypeKind;

namespace MusicGraph.GraphQL.Generators.Linking;

/// <summary>Faults that only show when all classes are known.</summary>
internal static class Checks
{
    public static IEnumerable<DiagnosticModel> Run(Graph graph) =>
        DuplicateFields(graph).Concat(Bindings(graph)).Concat(Properties(graph)).Concat(Results(graph)).Concat(Arguments(graph))
            .Concat(InputFields(graph)).Concat(Names(graph)).Concat(NameChecks.Run(graph)).Concat(OneOfs(graph)).Concat(Unions(graph)).Concat(DataLoaders(graph));

    private static IEnumerable<DiagnosticModel> DuplicateFields(Graph graph)
    {
        var seen = new HashSet<(string Type, string Field)>();
        foreach (var type in graph.Outputs)
        {
            foreach (var field in graph.Fields(type))
            {
                if (!seen.Add((type.Name, field.Name))) yield return Fault(Diagnostics.DuplicateField, null, type.Name, field.Name);
            }
        }

        foreach (var @class in graph.Classes)
        {
            foreach (var method in @class.Methods.Where(method => method.IsField))
            {
                var type = graph.TypeName(@class);
                if (!seen.Add((type, method.Name))) yield return Fault(Diagnostics.DuplicateField, method.Origin, type, method.Name);
            }
        }
    }

    private static IEnumerable<DiagnosticModel> Bindings(Graph graph) =>
        from @class in graph.Classes
        from method in @class.Methods
        where method.BoundMember is not null
        let target = @class.TargetKey is { } key ? graph.FindOutput(key) : null
        where target is null || target.Properties.All(property => property.Member != method.BoundMember)
        select Fault(Diagnostics.BoundMemberNotFound, method.Origin, method.Member, method.BoundMember!, target?.Name ?? graph.TypeName(@class));

    private static IEnumerable<DiagnosticModel> Properties(Graph graph)
    {
        foreach (var type in graph.Outputs.Where(type => type.Kind is TypeKind.Object or TypeKind.Interface))
        {
            var hasField = graph.Classes.Any(@class => @class.TargetKey == type.Key && @class.Methods.Any(method => method.IsField));
            foreach (var field in graph.Fields(type))
            {
                hasField = true;
                var isKnown = field.TypeSyntax is not null || field.Id is not null
                    || (field.Type.Innermost.Shape != Shape.Unsupported && !IsAbstract(graph, field.Type));
                if (!isKnown) yield return Fault(Diagnostics.UnsupportedProperty, OriginOf(graph, type), type.Name, field.Member, field.Type.Code);
            }

            if (!hasField) yield return Fault(Diagnostics.EmptyType, OriginOf(graph, type), type.Name);
        }
    }

    private static IEnumerable<DiagnosticModel> Results(Graph graph) =>
        from @class in graph.Classes
        from method in @class.Methods
        where method.Id is null && method.TypeSyntax is null && IsAbstract(graph, method.Result)
        select Fault(Diagnostics.AbstractType, method.Origin, method.Member, method.Result.Innermost.Key);

    private static IEnumerable<DiagnosticModel> Arguments(Graph graph) =>
        from @class in graph.Classes
        from method in @class.Methods
        from parameter in method.Parameters
        where parameter.Argument is { Id: null, TypeSyntax: null } argument && argument.Type.Innermost.Shape == Shape.Complex && graph.FindInput(argument.Type.Innermost.Key) is null
        select Fault(Diagnostics.UnsupportedParameter, method.Origin, parameter.Name, method.Member, parameter.Type.Code);

    private static IEnumerable<DiagnosticModel> InputFields(Graph graph) =>
        from input in graph.Inputs
        from field in input.Fields
        let value = field.Value
        let type = value.Type.Innermost
        where value is { Id: null, TypeSyntax: null }
        where type.Shape == Shape.Unsupported || (type.Shape == Shape.Complex && graph.FindInput(type.Key) is null)
        select Fault(Diagnostics.UnsupportedInputField, OriginOf(graph, input), input.Name, value.Name, value.Type.Code);

    private static IEnumerable<DiagnosticModel> Unions(Graph graph) =>
        from type in graph.Outputs
        where type.Kind == TypeKind.Union && !graph.MembersOf(type).Any()
        select Fault(Diagnostics.EmptyUnion, OriginOf(graph, type), type.Name);

    private static IEnumerable<DiagnosticModel> OneOfs(Graph graph) =>
        from input in graph.Inputs
        where input.IsOneOf
        from field in input.Fields
        let value = field.Value
        where value.Default is not null || graph.Input(value).EndsWith("!", StringComparison.Ordinal)
        select Fault(Diagnostics.OneOfField, OriginOf(graph, input), input.Name, value.Name);

    private static IEnumerable<DiagnosticModel> DataLoaders(Graph graph) =>
        graph.DataLoaders.GroupBy(loader => (loader.Namespace, loader.Name))
            .Where(same => same.Count() > 1)
            .Select(same => Fault(Diagnostics.DuplicateDataLoader, null, same.Key.Name, same.Key.Namespace));

    private static IEnumerable<DiagnosticModel> Names(Graph graph) =>
        graph.Outputs.Where(type => type.Kind != TypeKind.Abstract).Select(type => (type.Name, type.Key))
            .Concat(graph.Inputs.Select(type => (type.Name, type.Key)))
            .Concat(graph.Enums.Select(type => (type.Name, type.Key)))
            .GroupBy(type => type.Name)
            .Where(group => group.Count() > 1)
            .Select(group => Fault(Diagnostics.NameClash, null, group.First().Key, group.Last().Key, group.Key));

    private static bool IsAbstract(Graph graph, ClrType type) =>
        type.Innermost.Shape == Shape.Complex && graph.FindOutput(type.Innermost.Key) is { Kind: TypeKind.Abstract };

    /// <summary>A type may stand in another assembly; a method that uses it is the best place there is.</summary>
    private static Origin? OriginOf(Graph graph, OutputType type) =>
        graph.Classes.SelectMany(@class => @class.Methods).FirstOrDefault(method => method.Result.Innermost.Key == type.Key)?.Origin;

    private static Origin? OriginOf(Graph graph, InputModel type) =>
        graph.Classes.SelectMany(@class => @class.Methods)
            .FirstOrDefault(method => method.Parameters.Any(parameter => parameter.Argument?.Type.Innermost.Key == type.Key))?.Origin;

    private static DiagnosticModel Fault(DiagnosticDescriptor descriptor, Origin? origin, params string[] arguments) =>
        new(descriptor, origin?.Place, arguments.ToEquatable());
}
