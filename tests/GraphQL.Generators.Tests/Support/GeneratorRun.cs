using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>Runs the generator over C# sources.</summary>
internal sealed class GeneratorRun
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using MusicGraph.GraphQL;
        global using MusicGraph.GraphQL.DataLoader;
        global using MusicGraph.GraphQL.Subscriptions;
        global using MusicGraph.GraphQL.Types;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview, DocumentationMode.Parse);
    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.EndsWith("Tests.dll", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path))];

    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    private GeneratorRun(string[] sources, MetadataReference[] references, AdditionalText[] additionalTexts, bool tracksSteps = true)
    {
        _compilation = CSharpCompilation.Create(
            "Sample.Music",
            [Parse(Usings, "Usings.cs"), .. sources.Select((source, index) => Parse(source, index == 0 ? "Source.cs" : $"Source{index}.cs"))],
            [.. References, .. references],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var options = new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: tracksSteps);
        _driver = CSharpGeneratorDriver.Create([new GraphQLGenerator().AsSourceGenerator()], additionalTexts, ParseOptions, driverOptions: options);
        _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
    }

    public static GeneratorRun Of(string source) => new([source], [], []);

    /// <summary>Runs over several sources. Steps are not tracked, in which the compiler itself fails over some edits.</summary>
    public static GeneratorRun OfMany(string[] sources) => new(sources, [], [], tracksSteps: false);

    /// <summary>Runs over a source that refers to another assembly, with the documentation file of that.</summary>
    public static GeneratorRun Of(string source, Library library) => new([source], [library.Reference], [library.Documentation]);

    private GeneratorRunResult Result => _driver.GetRunResult().Results.Single();

    /// <summary>What the generator failed with, which the compiler would report as CS8785.</summary>
    public Exception? Fault => Result.Exception;

    /// <summary>What the generator reports.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>What the compiler says to the sources with the generated ones.</summary>
    public IReadOnlyList<Diagnostic> Problems =>
        [.. _compilation.AddSyntaxTrees(Result.GeneratedSources.Select(source => source.SyntaxTree))
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>Compiles the sources with the generated ones and loads what comes of them.</summary>
    public Assembly Load()
    {
        Assert.Empty(Diagnostics);
        using var assembly = new MemoryStream();
        var result = _compilation.AddSyntaxTrees(Result.GeneratedSources.Select(source => source.SyntaxTree))
            .Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return Assembly.Load(assembly.ToArray());
    }

    public string File(string name) => Result.GeneratedSources.Single(source => source.HintName == name).SourceText.ToString();

    public IEnumerable<string> FileNames => Result.GeneratedSources.Select(source => source.HintName);

    /// <summary>Changes the source and runs again; answers why each output of a step was made.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Change(string source, string step)
    {
        _compilation = _compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[1], Parse(source, "Source.cs"));
        _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
        return [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
    }

    /// <summary>Changes one of the sources and runs again.</summary>
    public void Replace(int index, string source)
    {
        var tree = _compilation.SyntaxTrees[index + 1];
        _compilation = _compilation.ReplaceSyntaxTree(tree, Parse(source, tree.FilePath));
        _driver = _driver.RunGenerators(_compilation, TestContext.Current.CancellationToken);
    }

    /// <summary>Why the sources were written, or kept, in the last run.</summary>
    public IReadOnlyList<IncrementalStepRunReason> OutputReasons =>
        [.. Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(run => run.Outputs).Select(output => output.Reason)];

    /// <summary>Runs again with another documentation file; answers why each output of a step was made.</summary>
    public IReadOnlyList<IncrementalStepRunReason> Change(AdditionalText before, AdditionalText after, string step)
    {
        _driver = _driver.ReplaceAdditionalText(before, after).RunGenerators(_compilation, TestContext.Current.CancellationToken);
        return [.. Result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason)];
    }

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path);
}
