using System.Text;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Tests.Differential.Execution;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>
/// Work grows no faster than its input, also where the input is made to cost. Time is no measure on a busy machine: what is allocated stands for
/// the work, since whatever is compared, looked up or reported again and again is put somewhere first.
/// </summary>
public sealed class GrowthTests
{
    private const int Size = 1000;

    private static readonly ParserOptions Unlimited = new() { MaxTokens = int.MaxValue };

    private static readonly ValidationOptions AllErrors = new() { MaxErrors = int.MaxValue };

    /// <summary>Documents of a size in proportion to n.</summary>
    private static readonly Dictionary<string, Func<int, string>> Families = new()
    {
        ["fields"] = n => $"{{ {Repeat(n, i => $"int ")} }}",
        ["aliases"] = n => $"{{ {Repeat(n, i => $"a{i}: int ")} }}",
        ["conflicting aliases"] = n => $"{{ {Repeat(n, i => $"a: {(i % 2 == 0 ? "int" : "float")} ")} }}",
        ["same field with sub-selections"] = n => $"{{ {Repeat(n, i => $"one {{ a{i % 10}: int }} ")} }}",
        ["same nested field, different below"] = n => $"{{ {Repeat(n, i => $"one {{ two {{ a{i}: int }} }} ")} }}",
        ["unknown fields"] = n => $"{{ {Repeat(n, i => $"wrong{i} ")} }}",
        ["arguments of one field"] = n => $"{{ echo({Repeat(n, i => $"x{i}: 1 ")}) }}",
        ["the same argument"] = n => $"{{ echo({Repeat(n, i => "int: 1 ")}) }}",
        ["directives of one field"] = n => $"{{ int {Repeat(n, i => "@mark(name: \"x\") ")} }}",
        ["unknown directives"] = n => $"{{ int {Repeat(n, i => $"@x{i} ")} }}",
        ["variables"] = n => $"query ({Repeat(n, i => $"$v{i}: Int ")}) {{ {Repeat(n, i => $"a{i}: same(n: $v{i}) {{ id }} ")} }}",
        ["unused variables"] = n => $"query ({Repeat(n, i => $"$v{i}: Int ")}) {{ int }}",
        ["the same variable"] = n => $"query ({Repeat(n, i => "$v: Int ")}) {{ same(n: $v) {{ id }} }}",
        ["undefined variables"] = n => $"query Q {{ {Repeat(n, i => $"a{i}: same(n: $v{i}) {{ id }} ")} }}",
        ["fragments in a chain"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ int ...F{i + 1} }} ")} fragment F{n} on Query {{ int }}",
        ["fragments in a circle"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ int ...F{(i + 1) % n} }} ")}",
        ["unused fragments"] = n => $"{{ int }} {Repeat(n, i => $"fragment F{i} on Query {{ int }} ")}",
        ["fragments that double"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ")} fragment F{n} on Query {{ int }}",
        ["fragments side by side that overlap"] = n => $"{{ {Repeat(n, i => $"...F{i} ")} }} {Repeat(n, i => $"fragment F{i} on Query {{ one {{ int ...G }} }} ")} fragment G on A {{ two {{ int }} }}",
        ["spreads of one fragment"] = n => $"{{ {Repeat(n, i => "...F ")} }} fragment F on Query {{ int }}",
        ["undefined fragments"] = n => $"{{ {Repeat(n, i => $"...F{i} ")} }}",
        ["operations"] = n => Repeat(n, i => $"query Q{i} {{ int }} "),
        ["operations of one name"] = n => Repeat(n, i => "query Q { int } "),
        ["operations that share a fragment"] = n => $"{Repeat(n, i => $"query Q{i} {{ ...F }} ")} fragment F on Query {{ int }}",
        ["inline fragments side by side"] = n => $"{{ any {{ {Repeat(n, i => "... on A { int } ")} }} }}",
        ["a long list"] = n => $"{{ echo(ints: [{Repeat(n, i => "1 ")}]) }}",
        ["a long list of wrong values"] = n => $"{{ echo(ints: [{Repeat(n, i => "\"x\" ")}]) }}",
        ["an object with many fields"] = n => $"{{ echo(point: {{ {Repeat(n, i => $"x{i}: 1 ")} }}) }}",
        ["an object with the same field"] = n => $"{{ echo(point: {{ {Repeat(n, i => "x: 1 ")} }}) }}",
        ["a long string"] = n => $"{{ echo(text: \"{new string('x', n * 8)}\") }}",
        ["escapes"] = n => $"{{ echo(text: \"{Repeat(n, i => "\\u00e9\\n")}\") }}",
        ["a block string"] = n => $"{{ echo(text: \"\"\"{Repeat(n, i => "   x\n")}\"\"\") }}",
        ["comments"] = n => $"{Repeat(n, i => "# x\n")} {{ int }}",
        ["commas and spaces"] = n => $"{{ int{new string(',', n * 4)}{new string(' ', n * 4)} }}",
        ["a long name"] = n => $"{{ {new string('x', n * 8)} }}",
        ["a long number"] = n => $"{{ echo(int: {new string('9', n * 8)}) }}",
    };

    public static TheoryData<string> Names => [.. Families.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ParsingAndValidating_TwiceTheDocument_TakesTwiceTheMemory(string family) => AssertLinear(n =>
    {
        var bytes = Encoding.UTF8.GetBytes(Families[family](n));
        return () => _ = DocumentValidator.Validate(ExecutionSchema.Types, Utf8Parser.Parse(bytes, Unlimited), AllErrors);
    });

    [Theory]
    [InlineData("[[1]]", "c")]
    [InlineData("{\"x\":1}", "p")]
    [InlineData("{\"a\":[null]}", "j")]
    public void CoercingVariables_TwiceTheList_TakesTwiceTheMemory(string item, string variable)
    {
        var operation = (OperationDefinitionNode)Utf8Parser.Parse("query ($c: [[[Int]]], $p: [Point], $j: Json) { __typename }").Definitions[0];
        AssertLinear(n =>
        {
            var json = Encoding.UTF8.GetBytes($"{{\"{variable}\":[{string.Join(',', Enumerable.Repeat(item, n))}]}}");
            return () => _ = VariableCoercion.CoerceVariableValues(ExecutionSchema.Types, operation, json);
        });
    }

    [Fact]
    public void ReadingARequest_WithManyMembers_TakesMemoryInProportion() => AssertLinear(n =>
    {
        var json = Encoding.UTF8.GetBytes($"{{\"query\":\"{{ a }}\",\"variables\":{{}}{Repeat(n, i => $",\"x{i}\":[{i}]")}}}");
        return () => _ = RequestParser.TryParse(json, out _, out _);
    });

    [Fact]
    public void BuildingASchema_WithManyTypes_TakesMemoryInProportion() => AssertLinear(n =>
    {
        var sdl = $"type Query {{ {Repeat(n, i => $"f{i}: T{i} ")} }} {Repeat(n, i => $"type T{i} {{ x(a: I{i}): T{(i + 1) % n} }} input I{i} {{ x: Int = 1 y: I{(i + 1) % n} }} ")}";
        return () => _ = SchemaBuilder.FromSdl(sdl).Build();
    });

    private static string Repeat(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));

    /// <summary>What n of a thing allocate, 2n may allocate twice over, and 4n four times, but for tables that grow in steps.</summary>
    private static void AssertLinear(Func<int, Action> prepare)
    {
        prepare(16)();
        var (one, two, four) = (Measure(prepare(Size)), Measure(prepare(2 * Size)), Measure(prepare(4 * Size)));
        Assert.True(two < (3 * one) + 65536 && four < (3 * two) + 65536, $"{one}, {two}, {four} bytes");
    }

    private static long Measure(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
