using System.Text;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>Documents cannot make the server plan or remember more than is good for it.</summary>
public sealed class PlanningTests
{
    private static readonly Schema Schema = new SchemaBuilder()
        .AddObject("Query")
        .AddField("Query", new("a", "Int") { Write = static (_, w) => w.Write(1) })
        .AddField("Query", new("text", "String") { Arguments = [new("of", "String")], Write = static (_, w) => w.Write("") })
        .AddField("Query", new("self", "Query") { Read = static parent => parent })
        .Build();

    [Fact]
    public void Fragments_that_multiply_are_refused()
    {
        var operation = Compile($"{{ ...F0 }} {Doubling(18)} fragment F18 on Query {{ a }}").GetOperation(null);

        Assert.Throws<GraphQLException>(() => operation.GetPlan(VariableValues.Empty, inParts: false));
    }

    [Fact]
    public void Fragments_that_multiply_the_same_field_are_refused()
    {
        // Few fields, but each of them of thousands of nodes.
        var operation = Compile($"{{ ...F0 }} {Doubling(12)} fragment F12 on Query {{ {string.Concat(Enumerable.Repeat("a ", 5_000))} }}").GetOperation(null);

        Assert.Throws<GraphQLException>(() => operation.GetPlan(VariableValues.Empty, inParts: false));
    }

    [Fact]
    public void The_cache_counts_plans()
    {
        var cache = new DocumentCache(200_000);
        var source = Encoding.UTF8.GetBytes($"{{ ...F0 }} {Doubling(8)} fragment F8 on Query {{ a b: a c: a d: a }}");
        var document = CompiledDocument.Compile(Schema, source, new RequestExecutorOptions());
        cache.Add(source, DocumentForm.Text, document, source.Length);
        Assert.True(cache.TryGet(source, DocumentForm.Text, out _));
        cache.Add("{ a }"u8.ToArray(), DocumentForm.Text, Compile("{ a }"), "{ a }".Length);

        document.GetOperation(null).GetPlan(VariableValues.Empty, inParts: false);

        Assert.False(cache.TryGet(source, DocumentForm.Text, out _));
    }

    [Fact]
    public void The_cache_forgets_what_was_not_used_and_goes_on()
    {
        var cache = new DocumentCache(50_000);
        for (var i = 0; i < 1_000; i++)
        {
            var source = Encoding.UTF8.GetBytes($"{{ a{i}: a }}");
            var document = CompiledDocument.Compile(Schema, source, new RequestExecutorOptions());
            cache.Add(source, DocumentForm.Text, document, source.Length);
            document.GetOperation(null).GetPlan(VariableValues.Empty, inParts: false);
        }

        Assert.False(cache.TryGet("{ a0: a }"u8, DocumentForm.Text, out _));
        Assert.True(cache.TryGet("{ a999: a }"u8, DocumentForm.Text, out _));
    }

    [Fact]
    public void Bytes_with_escapes_of_JSON_are_not_taken_for_the_same_bytes_without()
    {
        var cache = new DocumentCache(50_000);
        var source = Encoding.UTF8.GetBytes("""{ a # \n text\n }""" + "\n}");
        cache.Add(source, DocumentForm.Text, CompiledDocument.Compile(Schema, source, new RequestExecutorOptions()), source.Length);

        Assert.True(cache.TryGet(source, DocumentForm.Text, out _));
        Assert.False(cache.TryGet(source, DocumentForm.EscapedText, out _));
    }

    [Fact]
    public void Bytes_without_backslash_are_one_document_however_they_came()
    {
        var cache = new DocumentCache(50_000);
        cache.Add("{ a }"u8.ToArray(), DocumentForm.EscapedText, Compile("{ a }"), "{ a }".Length);

        Assert.True(cache.TryGet("{ a }"u8, DocumentForm.Text, out _));
    }

    private static CompiledDocument Compile(string document)
    {
        var options = new RequestExecutorOptions { MaxFields = int.MaxValue, MaxRootFields = int.MaxValue };
        var compiled = CompiledDocument.Compile(Schema, Encoding.UTF8.GetBytes(document), options);
        Assert.Empty(compiled.Errors);
        return compiled;
    }

    /// <summary>Fragments of which each spreads the next one twice.</summary>
    private static string Doubling(int count) => string.Concat(Enumerable.Range(0, count).Select(i =>
        $"fragment F{i} on Query {{ x: self {{ ...F{i + 1} }} y: self {{ ...F{i + 1} }} }} "));
}
