using MusicGraph.GraphQL.Generators.Models;
using MusicGraph.GraphQL.Generators.Parsing;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes a DataLoader and its interface.</summary>
internal static class DataLoaderEmitter
{
    private const string Engine = "global::MusicGraph.GraphQL.DataLoader.";

    public static string Emit(Emitter emitter, DataLoaderModel loader)
    {
        var code = new CodeWriter().Head(loader.Namespace);
        var access = loader.IsPublic ? "public" : "internal";
        var interfaceAccess = loader.IsInterfacePublic ? "public" : "internal";
        var value = loader.Kind == DataLoaderKind.Group ? loader.Value + "[]" : loader.Value;
        code.Line($"{interfaceAccess} interface {loader.InterfaceName} : {Engine}IDataLoader<{loader.Key}, {value}>;").Line();
        var isCache = loader.Kind == DataLoaderKind.Cache;
        var parameters = new List<string>();
        if (!isCache) parameters.Add(Engine + "IBatchScheduler scheduler");
        if (loader.TakesServices) parameters.Add("IServiceProvider services");
        var @base = loader.Kind switch
        {
            DataLoaderKind.Batch => "BatchDataLoader",
            DataLoaderKind.Result => "ResultDataLoader",
            DataLoaderKind.Group => "GroupedDataLoader",
            _ => "CacheDataLoader",
        };
        code.Line($"{access} sealed class {loader.Name}({string.Join(", ", parameters)})");
        var collectable = $"{Engine}ICollectable<{loader.InterfaceName}>";
        var head = $"    : {Engine}{@base}<{loader.Key}, {loader.Value}>{(isCache ? "" : "(scheduler)")}, {loader.InterfaceName}{(isCache ? "" : ", " + collectable)}";
        code.Block(head, () =>
        {
            if (!isCache) code.Line($"{loader.InterfaceName} {collectable}.Collect() => new Collector(this);").Line();
            code.Block($"protected override {(loader.IsExact ? "" : "async ")}{Signature(loader)}", () => Fetch(emitter, code, loader));
            if (isCache) return;
            code.Line();
            code.Line($"private sealed class Collector({loader.Name} loader) : {Engine}KeyCollector<{loader.Key}, {value}>(loader), {loader.InterfaceName};");
        });
        return code.ToString();
    }

    private static void Fetch(Emitter emitter, CodeWriter code, DataLoaderModel loader)
    {
        foreach (var parameter in loader.Parameters) Declare(emitter, code, parameter);
        var arguments = new[] { loader.Kind == DataLoaderKind.Cache ? "key" : "keys" }.Concat(loader.Parameters.Select(Argument));
        var call = $"{loader.Call}({string.Join(", ", arguments)})";
        if (!loader.IsExact) call = $"await {call}.ConfigureAwait(false)";
        code.Line($"return {(loader.Convert is { } convert ? string.Format(convert, "(" + call + ")") : call)};");
    }

    private static string Signature(DataLoaderModel loader) => loader.Kind switch
    {
        DataLoaderKind.Batch => $"Task<IReadOnlyDictionary<{loader.Key}, {loader.Value}>> LoadBatchAsync(IReadOnlyList<{loader.Key}> keys, System.Threading.CancellationToken cancellationToken)",
        DataLoaderKind.Result => $"Task<IReadOnlyDictionary<{loader.Key}, {Engine}Result<{loader.Value}>>> LoadResultsAsync(IReadOnlyList<{loader.Key}> keys, System.Threading.CancellationToken cancellationToken)",
        DataLoaderKind.Group => $"Task<ILookup<{loader.Key}, {loader.Value}>> LoadGroupedBatchAsync(IReadOnlyList<{loader.Key}> keys, System.Threading.CancellationToken cancellationToken)",
        _ => $"Task<{(loader.Value.EndsWith("?", StringComparison.Ordinal) ? loader.Value : loader.Value + "?")}> LoadSingleAsync({loader.Key} key, System.Threading.CancellationToken cancellationToken)",
    };

    private static void Declare(Emitter emitter, CodeWriter code, ParameterModel parameter)
    {
        if (parameter.Kind is not (ParameterKind.Service or ParameterKind.DataLoader)) return;
        var type = parameter.Type.NonNullCode;
        if (parameter.Kind == ParameterKind.DataLoader && emitter.Graph.FindDataLoader(type) is { } loader) type = loader.InterfaceCode;
        var get = parameter.Type.IsNullable ? "GetService" : "GetRequiredService";
        code.Line($"var {Local(parameter)} = global::Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.{get}<{type}>(services);");
    }

    private static string Argument(ParameterModel parameter) => parameter.Kind switch
    {
        ParameterKind.CancellationToken => "cancellationToken",
        ParameterKind.Services => "services",
        _ => Local(parameter),
    };

    private static string Local(ParameterModel parameter) =>
        parameter.Name is "key" or "keys" or "services" or "cancellationToken" or "scheduler" ? parameter.Name + "Value" : Symbols.Escaped(parameter.Name);
}
