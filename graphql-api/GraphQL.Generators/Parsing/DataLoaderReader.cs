using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads a method that is a DataLoader's fetch.</summary>
internal static class DataLoaderReader
{
    /// <summary>Values of <c>DataLoaderAccessModifier</c>.</summary>
    private const int PublicInterface = 2, Internal = 3;

    public static DataLoaderModel Read(IMethodSymbol method)
    {
        var name = method.Attribute("DataLoader")!.Text() ?? Names.WithoutGetAndAsync(method.Name);
        if (!name.EndsWith("DataLoader", StringComparison.Ordinal)) name += "DataLoader";
        var (result, waits) = TypeReader.Unwrap(method.ReturnType);
        var isValid = method.IsStatic && method.IsAccessible() && waits == Waits.Task && result is not null && method.Parameters.Length > 0;
        if (!isValid) return Invalid(method, name);

        var first = method.Parameters[0].Type;
        var keys = TypeReader.Read(first);
        var (value, kind, convert) = Result(result!);
        if ((kind == DataLoaderKind.Cache) == (keys.Shape == Shape.List)) return Invalid(method, name);
        var key = kind == DataLoaderKind.Cache ? first : ((INamedTypeSymbol)result!).TypeArguments[0];
        var isPublic = key.IsPublic() && value.IsPublic();
        var access = method.Attribute("DataLoader")!.Named<int>("AccessModifier");
        return new DataLoaderModel(
            Symbols.Namespace(method),
            name,
            isPublic && access is not (PublicInterface or Internal),
            kind,
            Symbols.Code(key),
            Symbols.Code(value.WithNullableAnnotation(NullableAnnotation.NotAnnotated)),
            Symbols.Key(method.ContainingType) + "." + method.Name,
            convert,
            method.Parameters.Skip(1).Select(ParameterReader.DataLoader).ToEquatable(),
            EquatableArray<DiagnosticModel>.Empty)
        {
            IsExact = result!.Name is "IReadOnlyDictionary" or "ILookup" && kind != DataLoaderKind.Cache,
            IsInterfacePublic = isPublic && access != Internal,
        };
    }

    /// <param name="result">The inside of the task.</param>
    private static (ITypeSymbol Value, DataLoaderKind Kind, string? Convert) Result(ITypeSymbol result)
    {
        var name = result is INamedTypeSymbol { TypeArguments.Length: 2 } named && Symbols.Namespace(result) is "System.Collections.Generic" or "System.Linq"
            ? result.Name
            : "";
        var arguments = (result as INamedTypeSymbol)?.TypeArguments;
        return name switch
        {
            "ILookup" => (arguments!.Value[1], DataLoaderKind.Group, null),
            "IReadOnlyDictionary" or "Dictionary" when TypeReader.ArgumentOf(arguments!.Value[1], "Result") is { } value => (value, DataLoaderKind.Result, null),
            "IReadOnlyDictionary" or "Dictionary" => (arguments!.Value[1], DataLoaderKind.Batch, null),
            "IDictionary" => (arguments!.Value[1], DataLoaderKind.Batch, "System.Linq.Enumerable.ToDictionary({0}, static pair => pair.Key, static pair => pair.Value)"),
            _ => (result, DataLoaderKind.Cache, null),
        };
    }

    private static DataLoaderModel Invalid(IMethodSymbol method, string name) => new(
        Symbols.Namespace(method),
        name,
        false,
        DataLoaderKind.Cache,
        "",
        "",
        "",
        null,
        EquatableArray<ParameterModel>.Empty,
        new[] { new DiagnosticModel(Diagnostics.DataLoaderSignature, method.Place(), new[] { method.Name }.ToEquatable()) }.ToEquatable());
}
