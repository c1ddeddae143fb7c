using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the class that adds the fields of an attributed class, and their resolvers.</summary>
internal sealed class ClassEmitter(Emitter emitter, ClassModel @class)
{
    private readonly CodeWriter _code = new();
    private readonly string _typeName = emitter.Graph.TypeName(@class);

    public string Emit()
    {
        _code.Head(@class.Namespace);
        if (@class.Configuration is { } configuration)
        {
            _code.Block($"static partial class {@class.Name}", () => _code.Line(configuration.Declaration)).Line();
        }

        // These stand in the class itself, where a method that opens a stream may be private.
        var subscriptions = @class.Methods.Where(method => method.Subscription is not null).ToList();
        if (subscriptions.Count > 0)
        {
            var emitters = new SubscriptionEmitter(emitter, _code);
            _code.Block($"static partial class {@class.Name}", () => subscriptions.ForEach(emitters.Write)).Line();
        }

        _code.Block($"internal static class {@class.Name}Fields", () =>
        {
            _code.Block("public static void Add(SchemaBuilder schema)", () =>
            {
                if (@class.TargetKey is null) _code.Line($"schema.AddObject(\"{_typeName}\");");
                _code.ApplyDirectives(_typeName, @class.Directives);
                foreach (var method in @class.Methods) Add(method);
            });
            foreach (var method in @class.Methods) Resolvers(method);
        });
        return _code.ToString();
    }

    private void Add(MethodModel method)
    {
        if (method.IsNodeResolver)
        {
            var name = emitter.Graph.OutputName(method.Result);
            _code.Line($"schema.AddNodeResolver({CodeWriter.Literal(name)}, {method.Member}Node);");
        }

        if (!method.IsField) return;
        if (method.Mutation is not null) new MutationEmitter(emitter, _code, method).Add();
        else AddField(method);
    }

    private void AddField(MethodModel method)
    {
        var arguments = Arguments(method).Select(parameter => emitter.Inputs.Definition(parameter.Argument!)).ToList();
        if (method.Paging is not null) arguments.Add(".. global::MusicGraph.GraphQL.ConnectionTypes.Arguments");
        _code.AddField(
            _typeName,
            method.Name,
            emitter.Graph.Field(method),
            FieldCode.Description(method.Description),
            FieldCode.Deprecation(method.Deprecation),
            FieldCode.Authorization(method.Authorization),
            FieldCode.Directives(method.Directives),
            method.Paging is not { } paging
                ? null
                : $"Pages = new PageSizes({paging.DefaultPageSize}, {paging.MaxPageSize}{(paging.RequirePagingBoundaries ? ", true" : "")})",
            DefaultCost(method),
            arguments.Count == 0 ? null : $"Arguments = [{string.Join(", ", arguments)}]",
            method.Subscription is null ? null : $"Subscribe = {@class.Name}.{SubscriptionEmitter.Name(method)}",
            @class.Kind == ClassKind.Interface ? null : Access(method));
    }

    /// <summary>Said where it does not follow from how the field is read: an event has been waited for.</summary>
    private string? DefaultCost(MethodModel method) => @class.Kind switch
    {
        ClassKind.Interface => null,
        ClassKind.Subscription => IsPlain(method) ? "HasDefaultCost = true" : null,
        _ => IsPlain(method) || !IsPure(method) ? null : "HasDefaultCost = false",
    };

    private string Access(MethodModel method)
    {
        if (!IsPlain(method)) return $"Resolve = {method.Member}";
        var arguments = method.Parameters.Select(parameter => $"({parameter.Type.Code})parent");
        var value = $"{method.Call}({string.Join(", ", arguments)})";
        return OutputValues.IsLeaf(method.Result, method.Id)
            ? $"Write = static (parent, writer) => {emitter.Outputs.Write(method.Result, method.Id, value, _typeName)}"
            : $"Read = static parent => {emitter.Outputs.Convert(method.Result, method.Id, value, _typeName) ?? value}";
    }

    /// <summary>A method that only looks at its parent, or at its event, is called when its value is written, as a property is.</summary>
    private bool IsPlain(MethodModel method) =>
        @class.Kind is ClassKind.Object or ClassKind.Subscription
        && method is { Waits: Waits.No, IsProperty: false, Paging: null, TypeSyntax: null, Result.List: not ListShape.Async }
        && method.Parameters.Count > 0
        && method.Parameters.All(parameter => parameter.Kind is ParameterKind.Parent or ParameterKind.Event);

    /// <summary>HotChocolate's pure resolvers: they have nothing to wait for, which is what the default cost of resolvers is for.</summary>
    public static bool IsPure(MethodModel method) =>
        method is { Waits: Waits.No, Result.List: not ListShape.Async }
        && method.Parameters.All(parameter => parameter.Kind is ParameterKind.Argument or ParameterKind.Parent or ParameterKind.Service
            or ParameterKind.GlobalState or ParameterKind.User);

    private void Resolvers(MethodModel method)
    {
        if (method.IsNodeResolver) new NodeResolverEmitter(emitter, _code).Write(method);
        if (!method.IsField || @class.Kind == ClassKind.Interface || IsPlain(method)) return;
        if (method.Mutation is not null)
        {
            new MutationEmitter(emitter, _code, method).Write();
            return;
        }

        new ResolverEmitter(emitter, _code, _typeName).Write(method);
    }

    /// <summary>The field's arguments: the resolver's, then those that only the method that opens the stream takes.</summary>
    public static IReadOnlyList<ParameterModel> Arguments(MethodModel method)
    {
        var arguments = method.Parameters.Where(parameter => parameter.Kind == ParameterKind.Argument).ToList();
        foreach (var parameter in method.Subscription?.With?.Parameters ?? [])
        {
            var isKnown = arguments.Exists(known => known.Argument!.Name == parameter.Argument?.Name);
            if (parameter.Kind == ParameterKind.Argument && !isKnown) arguments.Add(parameter);
        }

        return arguments;
    }
}
