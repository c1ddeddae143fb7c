using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the method that resolves a field for a batch of parents.</summary>
internal sealed class ResolverEmitter(Emitter emitter, CodeWriter code, string typeName)
{
    private readonly ParameterCode _parameters = new(emitter, "batch.Request", "batch.Parent(i)");

    public void Write(MethodModel method)
    {
        code.Line();
        code.Block($"private static void {method.Member}(FieldBatch batch)", () =>
        {
            if (method.Paging is { } paging) ReadPaging(method, paging);
            var value = Value(method);
            var collects = method is { OnlyLoads: true, Waits: Waits.Task } && value == Call(method);
            foreach (var parameter in method.Parameters) _parameters.Declare(code, parameter, collects ? "batch.Collect({0})" : "{0}");
            _parameters.DeclareArguments(code, ClassEmitter.Arguments(method).Where(method.Parameters.Contains), "batch.Arguments", 0);
            code.Block("for (var i = 0; i < batch.Count; i++)", () =>
            {
                code.Block("try", () => code.Line(IsRead(method) ? $"batch.SetItems(i, {Call(method)});" : $"batch.Set(i, {value});"));
                code.Block("catch (Exception error)", () => code.Line("batch.Fail(i, error);"));
            });
        });
    }

    private void ReadPaging(MethodModel method, PagingModel paging)
    {
        var own = ClassEmitter.Arguments(method).Count;
        var limits = $"{paging.DefaultPageSize}, {paging.MaxPageSize}, {(paging.RequirePagingBoundaries ? "true" : "false")}";
        code.Line($"var {PagingLocal(method)} = global::MusicGraph.GraphQL.ConnectionTypes.Read(batch.Arguments, {own}, \"{typeName}.{method.Name}\", {limits});");
    }

    private static string PagingLocal(MethodModel method) =>
        method.Parameters.FirstOrDefault(parameter => parameter.Kind == ParameterKind.Paging) is { } parameter ? ParameterCode.Name(parameter) : "pagingArguments";

    private string Value(MethodModel method)
    {
        var call = Call(method);
        var waits = method.Waits;
        if (method.Result.List == ListShape.Async && method.Paging is null)
        {
            call = $"Resolvers.Collect({call}, batch.Request.RequestAborted)";
            waits = Waits.Task;
        }

        if (method.Paging is { IsConnection: false })
        {
            return Converted(call, waits, $"global::MusicGraph.GraphQL.ConnectionTypes.Slice(value, {PagingLocal(method)})", isStatic: false);
        }

        var conversion = method.Paging is null ? emitter.Outputs.Convert(method.Result, method.Id, "value", typeName) : null;
        if (conversion is not null) return Converted(call, waits, conversion, isStatic: true);
        return waits == Waits.No ? $"(object?){call}" : call;
    }

    /// <summary>Whether the engine can read the items itself, as they are sent.</summary>
    private bool IsRead(MethodModel method) => method is { Result: { List: ListShape.Async, IsNullable: false }, Paging: null, Waits: Waits.No }
        && emitter.Outputs.Convert(method.Result, method.Id, "value", typeName) is null;

    private string Call(MethodModel method) =>
        method.IsProperty ? method.Call : $"{method.Call}({string.Join(", ", method.Parameters.Select(_parameters.Local))})";

    private static string Converted(string call, Waits waits, string conversion, bool isStatic)
    {
        var lambda = $"{(isStatic ? "static " : "")}value => {conversion}";
        return waits == Waits.No ? $"(object?)Resolvers.Map({call}, {lambda})" : $"Resolvers.Then({call}, {lambda})";
    }
}
