using MusicGraph.GraphQL.Generators.Models;
using MusicGraph.GraphQL.Generators.Parsing;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes where a resolver's parameters come from.</summary>
/// <param name="request">What holds the request's context.</param>
/// <param name="parent">The object whose field is resolved, or the event.</param>
internal sealed class ParameterCode(Emitter emitter, string request, string parent)
{
    private static readonly HashSet<string> Taken = ["batch", "i", "error", "request", "arguments", "input", "globalId", "schema", "connection", "item", "result"];

    /// <summary>How the parameter's value is named in generated code.</summary>
    public string Local(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.Parent or ParameterKind.Event => $"({parameter.Type.Code}){parent}",
        ParameterKind.CancellationToken => request + ".RequestAborted",
        ParameterKind.User => request + ".User",
        ParameterKind.Request => request,
        ParameterKind.Services => request + ".Services",
        _ => Name(parameter),
    };

    /// <summary>Declares a local for a service or state; what needs none declares nothing.</summary>
    /// <param name="loader">What to do with a DataLoader.</param>
    public void Declare(CodeWriter code, ParameterModel parameter, string loader = "{0}")
    {
        var value = parameter.Kind switch
        {
            ParameterKind.Service when parameter.Type.IsNullable => $"({parameter.Type.Code}){request}.Services.GetService(typeof({parameter.Type.NonNullCode}))",
            ParameterKind.Service => $"{request}.Service<{parameter.Type.Code}>()",
            ParameterKind.DataLoader => string.Format(loader, $"{request}.Service<{DataLoader(parameter)}>()"),
            ParameterKind.GlobalState when parameter.Type.IsNullable => $"Resolvers.GlobalStateOrDefault<{parameter.Type.Code}>({request}, {CodeWriter.Literal(parameter.Key!)})",
            ParameterKind.GlobalState => $"Resolvers.GlobalState<{parameter.Type.Code}>({request}, {CodeWriter.Literal(parameter.Key!)})",
            _ => null,
        };
        if (value is not null) code.Line($"var {Name(parameter)} = {value};");
    }

    /// <summary>Declares locals for arguments, which stand in <paramref name="values"/> from <paramref name="index"/> on.</summary>
    public void DeclareArguments(CodeWriter code, IEnumerable<ParameterModel> parameters, string values, int index)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.Kind == ParameterKind.Argument))
        {
            code.Line($"var {Name(parameter)} = {emitter.Inputs.Read(parameter.Argument!, values, index++, parameter.Name)};");
        }
    }

    public static string Name(ParameterModel parameter) =>
        Taken.Contains(parameter.Name) ? parameter.Name + "Value" : Symbols.Escaped(parameter.Name);

    private string DataLoader(ParameterModel parameter)
    {
        var name = parameter.Type.NonNullCode;
        return emitter.Graph.FindDataLoader(name.Substring(name.LastIndexOf('.') + 1))?.InterfaceCode ?? name;
    }
}
