using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Parsing;

/// <summary>Reads a class that carries an attribute of the programming surface.</summary>
internal static class ClassReader
{
    public static ClassModel? Read(GeneratorAttributeSyntaxContext context, ClassKind kind)
    {
        if (context.TargetSymbol is not INamedTypeSymbol type) return null;
        var diagnostics = new List<DiagnosticModel>();
        var isPartial = context.TargetNode is ClassDeclarationSyntax syntax && syntax.Modifiers.Any(SyntaxKind.PartialKeyword);
        if (!type.IsStatic || !isPartial || type.IsGenericType)
        {
            diagnostics.Add(new DiagnosticModel(Diagnostics.NotPartial, type.Place(), new[] { type.Name }.ToEquatable()));
        }

        var types = new TypeCollector();
        var target = context.Attributes[0].AttributeClass is { TypeArguments.Length: 1 } attribute ? attribute.TypeArguments[0] : null;
        if (target is not null) types.Output(target);
        var methods = new MethodReader(type, kind, types, diagnostics).Read().ToEquatable();
        var directives = types.Directives.Applied(type);
        var configuration = ConfigurationReader.Read(type, context.SemanticModel.Compilation, types.Directives, diagnostics);
        return new ClassModel(
            kind,
            Symbols.Namespace(type),
            type.Name,
            target is null ? null : Symbols.Key(target),
            context.Attributes[0].Is("ExtendObjectType") ? null : Docs.Of(type),
            configuration,
            methods.Where(method => method.TypeSyntax is not null || method.Result.Innermost.Shape != Shape.Unsupported).ToEquatable(),
            types.Reached,
            diagnostics.ToEquatable())
        {
            Directives = directives,
        };
    }
}
