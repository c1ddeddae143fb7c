using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;
using RoslynTypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads how a mutation's input, payload and errors are named.</summary>
internal sealed class MutationReader(TypeCollector types, List<DiagnosticModel> diagnostics)
{
    /// <summary>Null where the mutation stays as it is.</summary>
    public MutationModel? Read(IMethodSymbol method)
    {
        var convention = method.Attribute("UseMutationConvention");
        if (convention?.Named<bool>("Disable") == true) return null;
        var thrown = method.GetAttributes()
            .Where(attribute => attribute.Is("Error") && attribute.AttributeClass is { TypeArguments.Length: 1 })
            .Select(attribute => Error(method, attribute.AttributeClass!.TypeArguments[0]));
        var answered = FieldResult(TypeReader.Unwrap(method.ReturnType).Type) is { } result
            ? result.TypeArguments.Skip(1).Select(type => Answered(method, type)).ToList()
            : null;
        var errors = thrown.Concat(answered ?? []).OfType<ErrorModel>();
        return new MutationModel(
            convention?.Named<string>("InputTypeName"),
            convention?.Named<string>("InputArgumentName"),
            convention?.Named<string>("PayloadTypeName"),
            convention?.Named<string>("PayloadFieldName"),
            convention?.Named<string>("PayloadErrorTypeName"),
            errors.ToEquatable())
        {
            IsFieldResult = answered is not null,
        };
    }

    /// <summary>The type as <c>FieldResult</c> of a result and its errors; null for any other.</summary>
    public static INamedTypeSymbol? FieldResult(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "FieldResult", TypeArguments.Length: > 1 } result && Symbols.Namespace(result) == "MusicGraph.GraphQL" ? result : null;

    private ErrorModel? Answered(IMethodSymbol method, ITypeSymbol argument)
    {
        if (argument is not INamedTypeSymbol { TypeKind: RoslynTypeKind.Class or RoslynTypeKind.Struct } type) return Invalid(method, argument);
        var described = types.Describe(type);
        return new ErrorModel(null, 0, null, IsException(type) ? described with { Name = type.GraphQLName() ?? Names.Error(type.Name) } : described);
    }

    private ErrorModel? Error(IMethodSymbol method, ITypeSymbol argument)
    {
        if (argument is not INamedTypeSymbol type) return Invalid(method, argument);
        var described = types.Describe(type);
        if (IsException(type))
        {
            var name = type.GraphQLName() ?? Names.Error(type.Name);
            return new ErrorModel(described.Key, Depth(type), null, described with { Name = name });
        }

        var factory = type.GetMembers("CreateErrorFrom").OfType<IMethodSymbol>()
            .FirstOrDefault(candidate => candidate is { IsStatic: true, Parameters.Length: 1 } && IsException(candidate.Parameters[0].Type));
        if (factory is not null) return Made(factory.Parameters[0].Type, described.Key + ".CreateErrorFrom", described);

        var constructor = type.InstanceConstructors
            .FirstOrDefault(candidate => candidate.Parameters.Length == 1 && IsException(candidate.Parameters[0].Type));
        if (constructor is not null) return Made(constructor.Parameters[0].Type, "new " + described.Key, described);

        return Invalid(method, type);
    }

    private ErrorModel? Invalid(IMethodSymbol method, ITypeSymbol type)
    {
        diagnostics.Add(new DiagnosticModel(Diagnostics.InvalidError, method.Place(), new[] { type.ToDisplayString(), method.Name }.ToEquatable()));
        return null;
    }

    private static ErrorModel Made(ITypeSymbol exception, string create, OutputType type) => new(Symbols.Key(exception), Depth(exception), create, type);

    private static int Depth(ITypeSymbol type) => type.Bases().Count();

    private static bool IsException(ITypeSymbol type) =>
        Symbols.Key(type) == "global::System.Exception" || type.Bases().Contains("global::System.Exception");
}
