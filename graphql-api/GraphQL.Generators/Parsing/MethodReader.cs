using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads the members of an attributed class that resolve fields.</summary>
internal sealed class MethodReader(INamedTypeSymbol owner, ClassKind kind, TypeCollector types, List<DiagnosticModel> diagnostics)
{
    public IEnumerable<MethodModel> Read()
    {
        var openers = owner.GetMembers().OfType<IMethodSymbol>()
            .Select(method => method.Attribute("Subscribe")?.Named<string>("With"))
            .ToImmutableHashSet();
        foreach (var member in owner.GetMembers())
        {
            if (!IsResolver(member) || openers.Contains(member.Name)) continue;
            if (!member.IsStatic)
            {
                Report(Diagnostics.NotStatic, member, member.Name);
                continue;
            }

            if (member is IMethodSymbol method) yield return Method(method);
            else if (member is IPropertySymbol property) yield return Property(property);
        }
    }

    private bool IsResolver(ISymbol member)
    {
        if (member.IsImplicitlyDeclared || !member.IsAccessible() || member.IsIgnored() || member.Has("DataLoader")) return false;
        if (kind == ClassKind.Subscription) return member is IMethodSymbol && member.Has("Subscribe");
        return member is IPropertySymbol { IsIndexer: false } or IMethodSymbol { MethodKind: MethodKind.Ordinary, TypeParameters.IsEmpty: true };
    }

    private MethodModel Property(IPropertySymbol property) =>
        Model(property, property.Type, isProperty: true, EquatableArray<ParameterModel>.Empty);

    private MethodModel Method(IMethodSymbol method)
    {
        var parameters = method.Parameters.Select(parameter => ParameterReader.Resolver(parameter, types, diagnostics)).ToEquatable();
        var model = Model(method, method.ReturnType, isProperty: false, parameters) with
        {
            BoundMember = method.Attribute("BindMember")?.Text(),
            IsNodeResolver = method.Has("NodeResolver"),
            IsField = !method.Has("NodeResolver") || kind == ClassKind.Query,
            OnlyLoads = parameters.Count(parameter => parameter.Kind == ParameterKind.DataLoader) == 1
                && LoaderCalls.AreAnswers(method, parameters.First(parameter => parameter.Kind == ParameterKind.DataLoader).Name),
        };
        if (model.IsNodeResolver) model = NodeResolver(method, model);
        if (kind == ClassKind.Mutation) model = model with { Mutation = new MutationReader(types, diagnostics).Read(method) };
        if (kind == ClassKind.Subscription) model = model with { Subscription = Subscription(method, model) };
        return model;
    }

    private MethodModel Model(ISymbol member, ITypeSymbol type, bool isProperty, EquatableArray<ParameterModel> parameters)
    {
        var (result, waits) = TypeReader.Unwrap(type);
        if (kind == ClassKind.Mutation && MutationReader.FieldResult(result) is { } outcome) result = outcome.TypeArguments[0];
        var paging = Paging(member, result, out var node);
        var read = node is null ? null : member.WithNullability(types.Output(node));
        var syntax = member.TypeSyntax();
        if (read is null || (read.Innermost.Shape == Shape.Unsupported && syntax is null))
        {
            Report(Diagnostics.UnsupportedResult, member, member.Name, type.ToDisplayString());
            read ??= new ClrType(Shape.Unsupported, "object", "object", true, false);
        }

        return new MethodModel(
            Symbols.Key(owner) + "." + member.Name,
            member.Name,
            member.GraphQLName() ?? (isProperty ? Names.Camel(member.Name) : Names.Method(member.Name, waits != Waits.No || read.List == ListShape.Async)),
            isProperty,
            waits,
            read,
            parameters,
            new Origin(member.Place()))
        {
            Description = Docs.Of(member),
            Deprecation = member.Deprecation(),
            Directives = types.Directives.Applied(member),
            TypeSyntax = syntax,
            Id = member.Id(),
            Authorization = member.Authorization(),
            Paging = paging,
        };
    }

    /// <param name="node">The type of the connection's nodes; where there is no connection, the result's.</param>
    private static PagingModel? Paging(ISymbol member, ITypeSymbol? result, out ITypeSymbol? node)
    {
        node = result;
        if (result is null) return null;
        var inner = TypeReader.ArgumentOf(result, "Connection");
        var attribute = member.Attribute("UsePaging");
        if (inner is null && attribute is null) return null;
        node = inner ?? result;
        return new PagingModel(
            inner is not null,
            attribute?.Named<string>("ConnectionName"),
            attribute?.Named<int>("DefaultPageSize") is > 0 and var size ? size : 10,
            attribute?.Named<int>("MaxPageSize") is > 0 and var most ? most : 50,
            attribute?.Named<bool>("IncludeTotalCount") ?? false,
            attribute?.Named<bool>("RequirePagingBoundaries") ?? false);
    }

    /// <summary>The first argument of a node resolver is the id, whatever its attributes.</summary>
    private MethodModel NodeResolver(IMethodSymbol method, MethodModel model)
    {
        var index = model.Parameters.ToList().FindIndex(parameter => parameter.Kind == ParameterKind.Argument);
        if (index < 0 || model.Result.Shape != Shape.Complex || model.Paging is not null)
        {
            Report(Diagnostics.NodeResolverWithoutId, method, method.Name);
            return model with { IsNodeResolver = false };
        }

        var parameters = model.Parameters.ToArray();
        var id = parameters[index];
        parameters[index] = id with { Argument = id.Argument! with { Id = new IdModel(model.Result.Key, null) } };
        return model with { Parameters = parameters.ToEquatable() };
    }

    private SubscriptionModel Subscription(IMethodSymbol method, MethodModel model)
    {
        var attribute = method.Attribute("Subscribe")!;
        var eventType = method.Parameters.FirstOrDefault(parameter => parameter.Has("EventMessage"))?.Type;
        if (attribute.Named<string>("With") is { } name)
        {
            var opener = Opener(method, name);
            return new SubscriptionModel(opener, opener is null ? method.Name : null, opener is null ? model.Result : null);
        }

        var message = attribute.Named<ITypeSymbol>("MessageType") ?? eventType;
        if (message is null) Report(Diagnostics.WithNotFound, method, "", method.Name);
        return new SubscriptionModel(null, method.Attribute("Topic")?.Text() ?? method.Name, message is null ? model.Result : TypeReader.Read(message));
    }

    private MethodModel? Opener(IMethodSymbol method, string name)
    {
        var opener = owner.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(candidate => candidate.IsStatic);
        if (opener is not null)
        {
            var (result, waits) = TypeReader.Unwrap(opener.ReturnType);
            var isStream = result is not null && TypeReader.ArgumentOf(result, "ISourceStream") is not null;
            if (isStream || (result is not null && TypeReader.Read(result).List == ListShape.Async))
            {
                var parameters = opener.Parameters.Select(parameter => ParameterReader.Resolver(parameter, types, diagnostics)).ToEquatable();
                return new MethodModel(
                    Symbols.Key(owner) + "." + name,
                    name,
                    name,
                    false,
                    waits,
                    TypeReader.Read(result!),
                    parameters,
                    new Origin(opener.Place()));
            }
        }

        Report(Diagnostics.WithNotFound, method, name, method.Name);
        return null;
    }

    private void Report(DiagnosticDescriptor descriptor, ISymbol symbol, params string[] arguments) =>
        diagnostics.Add(new DiagnosticModel(descriptor, symbol.Place(), arguments.ToEquatable()));
}
