using System.Text;
using BenchmarkDotNet.Attributes;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.Micro;

/// <summary>What a document costs the first time it comes.</summary>
public class DocumentBenchmarks
{
    private readonly Server _server = new();
    private readonly byte[] _source = Encoding.UTF8.GetBytes("""
        query Page($id: ID!, $first: Int = 50) {
          playlist(id: $id) {
            id
            name
            songs(first: $first) { ...Fields artist { id name country } }
          }
        }

        fragment Fields on Song { id title length: durationMs }
        """);

    private readonly DocumentNode _document;

    public DocumentBenchmarks() => _document = Utf8Parser.Parse(_source);

    [GlobalCleanup]
    public void Cleanup() => _server.Dispose();

    /// <summary>Splits it into tokens, and makes nothing of them.</summary>
    [Benchmark]
    public int Lex() => CountTokens(_source);

    [Benchmark]
    public DocumentNode Parse() => Utf8Parser.Parse(_source);

    [Benchmark]
    public int Validate() => DocumentValidator.Validate(_server.Schema, _document).Count;

    [Benchmark]
    public string Print() => SyntaxPrinter.Print(_document);

    private static int CountTokens(ReadOnlySpan<byte> source)
    {
        var lexer = new Utf8Lexer(source, int.MaxValue);
        var tokens = 0;
        do
        {
            lexer.Advance();
            tokens++;
        }
        while (lexer.Kind != TokenKind.EndOfFile);
        return tokens;
    }
}
