using Microsoft.CodeAnalysis;
using MusicGraph.GraphQL.Generators.Models;
using TypeKind = Microsoft.CodeAnalysis.TypeKind;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Says what a C# type is in the schema.</summary>
internal static class TypeReader
{
    private static readonly Dictionary<string, string> Scalars = new()
    {
        ["global::System.Guid"] = "UUID",
        ["global::System.DateTimeOffset"] = "DateTime",
        ["global::System.DateTime"] = "DateTime",
        ["global::System.DateOnly"] = "LocalDate",
        ["global::System.TimeOnly"] = "LocalTime",
        ["global::System.TimeSpan"] = "TimeSpan",
        ["global::System.Uri"] = "URL",
        ["global::System.Text.Json.JsonElement"] = "JSON",
        ["byte[]"] = "ByteArray",
        ["global::MusicGraph.GraphQL.Types.IFile"] = "Upload",
    };

    private static readonly HashSet<string> IndexedLists =
        ["System.Collections.Generic.IList<T>", "System.Collections.Generic.IReadOnlyList<T>", "System.Collections.Generic.List<T>"];

    public static ClrType Read(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            var inner = Read(nullable.TypeArguments[0]);
            return inner with { Code = inner.Code + "?", IsNullable = true };
        }

        var code = Symbols.Code(type);
        var key = Symbols.Key(type);
        var isNullable = !type.IsValueType && type.NullableAnnotation != NullableAnnotation.NotAnnotated;
        if (ScalarOf(type, key) is { } scalar) return new ClrType(Shape.Scalar, code, key, isNullable, type.IsValueType, scalar);
        if (type.TypeKind == TypeKind.Enum) return new ClrType(Shape.Enum, code, key, false, true);
        if (ElementOf(type) is var (element, list) && element is not null)
        {
            return new ClrType(Shape.List, code, key, isNullable, type.IsValueType) { Element = Read(element), List = list };
        }

        var isComplex = type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface
            && type.SpecialType == SpecialType.None
            && !Symbols.Namespace(type).StartsWith("System", StringComparison.Ordinal);
        return new ClrType(isComplex ? Shape.Complex : Shape.Unsupported, code, key, isNullable, type.IsValueType);
    }

    /// <summary>The inside of <c>Task&lt;T&gt;</c> and <c>ValueTask&lt;T&gt;</c>; null for those without one.</summary>
    public static (ITypeSymbol? Type, Waits Waits) Unwrap(ITypeSymbol type)
    {
        if (Symbols.Namespace(type) != "System.Threading.Tasks" || type is not INamedTypeSymbol named) return (type, Waits.No);
        var waits = named.Name switch
        {
            "Task" => Waits.Task,
            "ValueTask" => Waits.ValueTask,
            _ => Waits.No,
        };
        return waits == Waits.No ? (type, waits) : (named.TypeArguments.FirstOrDefault(), waits);
    }

    /// <summary>The single type argument of a generic type of the engine, such as <c>Connection&lt;T&gt;</c>.</summary>
    public static ITypeSymbol? ArgumentOf(ITypeSymbol type, string name) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named && named.Name == name
            && Symbols.Namespace(type).StartsWith("MusicGraph.GraphQL", StringComparison.Ordinal)
            ? named.TypeArguments[0]
            : null;

    private static string? ScalarOf(ITypeSymbol type, string key) => type.SpecialType switch
    {
        SpecialType.System_String => "String",
        SpecialType.System_Boolean => "Boolean",
        SpecialType.System_Int32 => "Int",
        SpecialType.System_Int64 => "Long",
        SpecialType.System_Int16 => "Short",
        SpecialType.System_Byte => "Byte",
        SpecialType.System_Single or SpecialType.System_Double => "Float",
        SpecialType.System_Decimal => "Decimal",
        _ => Scalars.TryGetValue(key, out var scalar) ? scalar : null,
    };

    private static (ITypeSymbol? Element, ListShape Shape) ElementOf(ITypeSymbol type)
    {
        if (type is IArrayTypeSymbol { Rank: 1 } array) return (array.ElementType, ListShape.Array);
        if (type is not INamedTypeSymbol named) return default;
        var definition = named.OriginalDefinition.ToDisplayString();
        if (IndexedLists.Contains(definition)) return (named.TypeArguments[0], ListShape.Indexed);
        if (definition == "System.Collections.Generic.IAsyncEnumerable<T>") return (named.TypeArguments[0], ListShape.Async);
        var enumerable = named.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T
            ? named
            : named.AllInterfaces.FirstOrDefault(contract => contract.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
        return enumerable is null ? default : (enumerable.TypeArguments[0], ListShape.Enumerable);
    }
}
