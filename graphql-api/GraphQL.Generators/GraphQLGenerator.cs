using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using MusicGraph.GraphQL.Generators.Emitting;
using MusicGraph.GraphQL.Generators.Linking;
using MusicGraph.GraphQL.Generators.Models;
using MusicGraph.GraphQL.Generators.Parsing;

namespace MusicGraph.GraphQL.Generators;

/// <summary>
/// Turns attributed classes into calls of the schema's builder, resolvers and DataLoaders. Each class is read into a model that compares
/// by value; only when one of them has changed, all are linked and written again.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class GraphQLGenerator : IIncrementalGenerator
{
    /// <summary>The names of the steps, for tests of the caching.</summary>
    public const string ClassesStep = "Classes", DataLoadersStep = "DataLoaders", DocumentationStep = "Documentation", SourceStep = "Source";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var classes = Classes(context, "QueryTypeAttribute", ClassKind.Query)
            .Concat(Classes(context, "MutationTypeAttribute", ClassKind.Mutation))
            .Concat(Classes(context, "SubscriptionTypeAttribute", ClassKind.Subscription))
            .Concat(Classes(context, "ObjectTypeAttribute`1", ClassKind.Object))
            .Concat(Classes(context, "ExtendObjectTypeAttribute`1", ClassKind.Object))
            .Concat(Classes(context, "InterfaceTypeAttribute`1", ClassKind.Interface))
            .WithTrackingName(ClassesStep);
        var dataLoaders = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                $"{Symbols.AttributeNamespace}.DataLoaderAttribute",
                static (node, _) => node is MethodDeclarationSyntax,
                static (source, _) => DataLoaderReader.Read((IMethodSymbol)source.TargetSymbol))
            .Collect()
            .Select(static (loaders, _) => loaders.ToEquatable())
            .WithTrackingName(DataLoadersStep);
        var module = context.CompilationProvider.Select(static (compilation, _) => ModuleName(compilation));
        var documentation = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            .Select(static (file, cancellation) => DocumentationReader.Read(file.GetText(cancellation)))
            .Collect()
            .Select(static (files, _) => files.SelectMany(members => members).ToEquatable())
            .WithTrackingName(DocumentationStep);
        var source = classes.Combine(dataLoaders).Combine(documentation).Combine(module).WithTrackingName(SourceStep);
        context.RegisterSourceOutput(
            source,
            static (output, item) => Write(output, item.Left.Left.Left, item.Left.Left.Right, item.Left.Right, item.Right));
    }

    private static IncrementalValueProvider<EquatableArray<ClassModel>> Classes(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        ClassKind kind) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(
                $"{Symbols.AttributeNamespace}.{attribute}",
                static (node, _) => node is ClassDeclarationSyntax,
                (source, _) => ClassReader.Read(source, kind))
            .Collect()
            .Select(static (classes, _) => classes.OfType<ClassModel>().ToEquatable());

    /// <summary>What the attribute says, or the last part of the assembly's name and <c>Types</c>, as HotChocolate has it.</summary>
    private static string ModuleName(Compilation compilation)
    {
        if (compilation.Assembly.Attribute("Module")?.Text() is { } name) return name;
        var last = compilation.AssemblyName?.Split('.').Last() ?? "Assembly";
        return new string([.. last.Where(char.IsLetterOrDigit)]) + "Types";
    }

    private static void Write(
        SourceProductionContext output,
        EquatableArray<ClassModel> classes,
        EquatableArray<DataLoaderModel> dataLoaders,
        EquatableArray<DocumentedMember> documentation,
        string module)
    {
        if (classes.Count == 0 && dataLoaders.Count == 0) return;
        var faults = classes.SelectMany(@class => @class.Diagnostics).Concat(dataLoaders.SelectMany(loader => loader.Diagnostics)).ToList();
        var graph = new Graph(classes, [.. dataLoaders.Where(loader => loader.Diagnostics.Count == 0)], new Documentation(documentation));
        faults.AddRange(Checks.Run(graph));
        foreach (var fault in faults.Distinct()) output.ReportDiagnostic(fault.ToDiagnostic());

        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (fileName, text) in new Emitter(graph, module).Emit())
        {
            if (names.Add(fileName)) output.AddSource(fileName, SourceText.From(text, System.Text.Encoding.UTF8));
        }
    }
}

internal static class ProviderExtensions
{
    public static IncrementalValueProvider<EquatableArray<T>> Concat<T>(
        this IncrementalValueProvider<EquatableArray<T>> first,
        IncrementalValueProvider<EquatableArray<T>> second) =>
        first.Combine(second).Select(static (pair, _) => pair.Left.Concat(pair.Right).ToEquatable());
}
