using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the method that loads an object by its global id.</summary>
internal sealed class NodeResolverEmitter(Emitter emitter, CodeWriter code)
{
    private readonly ParameterCode _parameters = new(emitter, "request", "");

    public void Write(MethodModel method)
    {
        var id = method.Parameters.First(parameter => parameter.Kind == ParameterKind.Argument);
        var typeName = emitter.Graph.OutputName(method.Result);
        code.Line();
        code.Block($"private static {(method.Waits == Waits.No ? "" : "async ")}Task<object?> {method.Member}Node(RequestContext request, string globalId)", () =>
        {
            foreach (var parameter in method.Parameters) _parameters.Declare(code, parameter);
            code.Line($"var {ParameterCode.Name(id)} = NodeIds.Parse<{id.Type.NonNullCode}>(globalId, {CodeWriter.Literal(typeName)});");
            var call = $"{method.Call}({string.Join(", ", method.Parameters.Select(parameter => Value(parameter, id)))})";
            code.Line(method.Waits == Waits.No ? $"return Task.FromResult<object?>({call});" : $"return await {call};");
        });
    }

    /// <summary>Arguments other than the id have no value here.</summary>
    private string Value(ParameterModel parameter, ParameterModel id) =>
        parameter.Kind == ParameterKind.Argument && !ReferenceEquals(parameter, id) ? $"default({parameter.Type.Code})!" : _parameters.Local(parameter);
}
