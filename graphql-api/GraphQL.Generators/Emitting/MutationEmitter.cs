using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;
using MusicGraph.GraphQL.Generators.Parsing;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes a mutation: its input and payload types, its errors, and the method that calls it.</summary>
internal sealed class MutationEmitter(Emitter emitter, CodeWriter code, MethodModel method)
{
    private readonly ParameterCode _parameters = new(emitter, "request", "");
    private readonly MutationModel _mutation = method.Mutation!;

    private string InputTypeName => _mutation.InputTypeName ?? Names.Pascal(method.Name) + "Input";
    private string InputArgumentName => _mutation.InputArgumentName ?? "input";
    private string PayloadTypeName => _mutation.PayloadTypeName ?? Names.Pascal(method.Name) + "Payload";
    private string ErrorTypeName => _mutation.ErrorTypeName ?? Names.Pascal(method.Name) + "Error";
    private string PayloadType => $"MutationPayload<{method.Result.NullableCode}>";

    private string PayloadFieldName => _mutation.PayloadFieldName ?? FieldName(method.Result);

    public void Add()
    {
        var arguments = ClassEmitter.Arguments(method);
        if (arguments.Count > 0)
        {
            code.Line($"schema.AddInputObject(\"{InputTypeName}\", static values => values,").Line("[");
            code.Indented(() =>
            {
                foreach (var argument in arguments) code.Line(emitter.Inputs.Definition(argument.Argument!) + ",");
            });
            code.Line("]);");
        }

        AddPayload();
        code.AddField(
            "Mutation",
            method.Name,
            PayloadTypeName + "!",
            FieldCode.Description(method.Description),
            FieldCode.Deprecation(method.Deprecation),
            FieldCode.Authorization(method.Authorization),
            FieldCode.Directives(method.Directives),
            ClassEmitter.IsPure(method) ? "HasDefaultCost = false" : null,
            arguments.Count == 0 ? null : $"Arguments = [new(\"{InputArgumentName}\", \"{InputTypeName}!\")]",
            $"Resolve = {method.Member}");
    }

    public void Write()
    {
        code.Line();
        code.Block($"private static void {method.Member}(FieldBatch batch)", () =>
            code.Line($"for (var i = 0; i < batch.Count; i++) batch.Set(i, {method.Member}(batch.Request, batch.Arguments));"));
        code.Line();
        var result = method.Waits == Waits.No ? PayloadType : $"async Task<{PayloadType}>";
        code.Block($"private static {result} {method.Member}(RequestContext request, InputValues arguments)", () =>
        {
            foreach (var parameter in method.Parameters) _parameters.Declare(code, parameter);
            if (ClassEmitter.Arguments(method).Count > 0) code.Line("var input = arguments.Get<InputValues>(0);");
            _parameters.DeclareArguments(code, method.Parameters, "input", 0);
            if (_mutation.Errors.Any(error => error.Exception is not null)) Try();
            else Return();
        });
    }

    private void AddPayload()
    {
        var parent = $"(({PayloadType})parent)";
        var type = method.Result with { IsNullable = true, Code = method.Result.NullableCode };
        var value = $"{parent}.Value";
        code.Line($"schema.AddObject(\"{PayloadTypeName}\");");
        code.AddField(
            PayloadTypeName,
            PayloadFieldName,
            emitter.Graph.Output(type, method.Id),
            OutputValues.IsLeaf(type, method.Id)
                ? $"Write = static (parent, writer) => {emitter.Outputs.Write(type, method.Id, value, PayloadTypeName)}"
                : $"Read = static parent => {emitter.Outputs.Convert(type, method.Id, value, PayloadTypeName) ?? value}");
        if (_mutation.Errors.Count == 0) return;
        var members = _mutation.Errors.Select(error => error.Type.Name).Distinct().Select(name => $", {CodeWriter.Literal(name)}");
        code.Line($"schema.AddUnion(\"{ErrorTypeName}\", null{string.Concat(members)});");
        code.AddField(PayloadTypeName, "errors", $"[{ErrorTypeName}!]", $"Read = static parent => {parent}.Errors");
    }

    private void Try()
    {
        code.Block("try", Return);
        var caught = _mutation.Errors.Where(error => error.Exception is not null).GroupBy(error => error.Exception).Select(same => same.First()).OrderByDescending(error => error.Depth);
        foreach (var error in caught)
        {
            var value = error.Create is { } create ? $"{create}(error)" : "error";
            code.Block($"catch ({error.Exception} error)", () => code.Line($"return new {PayloadType}([{value}]);"));
        }
    }

    private void Return()
    {
        var call = $"{method.Call}({string.Join(", ", method.Parameters.Select(_parameters.Local))})";
        var value = method.Waits == Waits.No ? call : $"await {call}.ConfigureAwait(false)";
        if (!_mutation.IsFieldResult)
        {
            code.Line($"return new {PayloadType}({value});");
            return;
        }

        code.Line($"var result = {value};");
        code.Line($"return result.IsError ? new {PayloadType}(result.Errors) : new {PayloadType}(result.Value);");
    }

    private string FieldName(ClrType type) => Names.Camel(emitter.Graph.OutputName(type.Innermost)) + (type.Element is null ? "" : "s");
}
