using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MusicGraph.GraphQL.Tests.Fuzzing.Steps;

/// <summary>
/// The engine compiled anew from its sources with a counter in every call and loop, so that what a document costs is known exactly and the
/// engine itself counts nothing.
/// </summary>
internal static class CountedEngine
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private const string Probe = """
        using MusicGraph.GraphQL.Language;
        using MusicGraph.GraphQL.Types;
        using MusicGraph.GraphQL.Validation;

        public static class StepCount
        {
            public static long Steps;

            public static List<T> Over<T>(List<T> list)
            {
                Steps += list.Count;
                return list;
            }

            public static Func<byte[], bool, long> Prepare(string sdl)
            {
                var schema = SchemaBuilder.FromSdl(sdl).Build();
                var unlimited = new ValidationOptions { MaxErrors = int.MaxValue };
                var limited = new MusicGraph.GraphQL.Execution.RequestExecutorOptions().ToValidationOptions();
                var parsing = new ParserOptions { MaxTokens = int.MaxValue };
                return (bytes, isLimited) =>
                {
                    Steps = 0;
                    var document = Utf8Parser.Parse(bytes, parsing);
                    DocumentValidator.Validate(schema, document, isLimited ? limited : unlimited);
                    return Steps;
                };
            }
        }
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Preview, DocumentationMode.None);

    /// <summary>Answers how many steps parsing and validating a document takes, with the limits of a server or without any.</summary>
    public static Func<byte[], bool, long> Load(string sdl)
    {
        var type = Compile().GetType("StepCount")!;
        var prepare = type.GetMethod("Prepare")!.CreateDelegate<Func<string, Func<byte[], bool, long>>>();
        return prepare(sdl);
    }

    private static Assembly Compile()
    {
        var folder = typeof(CountedEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "EngineSources").Value!;
        SyntaxTree[] sources =
        [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Where(path => !Path.GetRelativePath(folder, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
                .Select(path => Parse(File.ReadAllText(path), path)),
        ];
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("MusicGraph.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        var plain = CSharpCompilation.Create("CountedEngine", [Parse(Usings, "Usings.cs"), Parse(Probe, "Probe.cs"), .. sources], references, options);
        var counted = plain.RemoveSyntaxTrees(sources).AddSyntaxTrees(sources.Select(source => Parse(Rewrite(plain, source), source.FilePath)));
        using var assembly = new MemoryStream();
        var result = counted.Emit(assembly, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(assembly.ToArray());
    }

    private static string Rewrite(CSharpCompilation compilation, SyntaxTree source) =>
        new StepRewriter(compilation.GetSemanticModel(source)).Visit(source.GetRoot()).ToFullString();

    private static SyntaxTree Parse(string text, string path) => CSharpSyntaxTree.ParseText(SourceText.From(text), Options, path);
}
