using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>A compiled assembly, as another project would be, and the documentation file that the compiler wrote for it.</summary>
internal sealed class Library
{
    private Library(MetadataReference reference, string documentation)
    {
        Reference = reference;
        Documentation = new DocumentationFile(documentation);
    }

    public MetadataReference Reference { get; }
    public AdditionalText Documentation { get; private init; }

    public static Library Of(string source)
    {
        var compilation = CSharpCompilation.Create(
            "Sample.Contracts",
            [CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(LanguageVersion.Preview, DocumentationMode.Diagnose))],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        using var documentation = new MemoryStream();
        var result = compilation.Emit(assembly, xmlDocumentationStream: documentation, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return new Library(MetadataReference.CreateFromImage(assembly.ToArray()), Encoding.UTF8.GetString(documentation.ToArray()));
    }

    public Library With(string documentation) => new(Reference, documentation);

    private sealed class DocumentationFile(string text) : AdditionalText
    {
        public override string Path => "Sample.Contracts.xml";

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text, Encoding.UTF8);
    }
}
