using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;
using RoslynTypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Decides where a resolver's parameter comes from.</summary>
internal static class ParameterReader
{
    /// <summary>Reads a parameter of a resolver; what is no service is an argument.</summary>
    public static ParameterModel Resolver(IParameterSymbol parameter, TypeCollector types, List<DiagnosticModel> diagnostics)
    {
        if (Known(parameter) is { } known) return known;
        var argument = new InputReader(types).Argument(parameter);
        if (argument is { TypeSyntax: null, Type.Innermost.Shape: Shape.Unsupported })
        {
            diagnostics.Add(new DiagnosticModel(
                Diagnostics.UnsupportedParameter,
                parameter.Place(),
                new[] { parameter.Name, parameter.ContainingSymbol.Name, parameter.Type.ToDisplayString() }.ToEquatable()));
        }

        return new ParameterModel(ParameterKind.Argument, parameter.Name, TypeReader.Read(parameter.Type), argument);
    }

    /// <summary>Reads a parameter of a DataLoader after its keys; what is nothing else is a service.</summary>
    public static ParameterModel DataLoader(IParameterSymbol parameter) =>
        Known(parameter) ?? new ParameterModel(ParameterKind.Service, parameter.Name, TypeReader.Read(parameter.Type));

    private static ParameterModel? Known(IParameterSymbol parameter)
    {
        var type = TypeReader.Read(parameter.Type);
        if (parameter.Attribute("GlobalState") is { } state)
        {
            return new ParameterModel(ParameterKind.GlobalState, parameter.Name, type, Key: state.Text() ?? parameter.Name);
        }

        return Kind(parameter, type) is { } kind ? new ParameterModel(kind, parameter.Name, type) : null;
    }

    private static ParameterKind? Kind(IParameterSymbol parameter, ClrType type)
    {
        if (parameter.Has("Parent")) return ParameterKind.Parent;
        if (parameter.Has("EventMessage")) return ParameterKind.Event;
        if (parameter.Has("Service")) return ParameterKind.Service;
        switch (type.Key)
        {
            case "global::System.Threading.CancellationToken": return ParameterKind.CancellationToken;
            case "global::System.Security.Claims.ClaimsPrincipal": return ParameterKind.User;
            case "global::System.IServiceProvider": return ParameterKind.Services;
            case "global::MusicGraph.GraphQL.Execution.RequestContext": return ParameterKind.Request;
            case "global::MusicGraph.GraphQL.PagingArguments": return ParameterKind.Paging;
        }

        // The generated interfaces are not there yet when the generator looks: to it they are errors with a name.
        var isDataLoader = parameter.Type.TypeKind == RoslynTypeKind.Error
            && type.Code.StartsWith("I", StringComparison.Ordinal)
            && type.NonNullCode.EndsWith("DataLoader", StringComparison.Ordinal);
        if (isDataLoader) return ParameterKind.DataLoader;
        var isAbstract = parameter.Type is { IsAbstract: true, TypeKind: RoslynTypeKind.Interface or RoslynTypeKind.Class };
        return isAbstract && type.Shape is not (Shape.List or Shape.Scalar) ? ParameterKind.Service : null;
    }
}
