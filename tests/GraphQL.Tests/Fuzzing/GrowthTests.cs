using System.Text;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Tests.Differential.Execution;
using MusicGraph.GraphQL.Types;
using MusicGraph.GraphQL.Validation;
using static MusicGraph.GraphQL.Tests.Fuzzing.HostileDocuments;

namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>
/// Memory grows no faster than its input, also where the input is made to cost. That the work does not either, <see cref="Steps.StepTests"/> count.
/// </summary>
public sealed class GrowthTests
{
    private const int Size = 1000;

    private static readonly ParserOptions Unlimited = new() { MaxTokens = int.MaxValue };

    private static readonly ValidationOptions AllErrors = new() { MaxErrors = int.MaxValue };

    public static TheoryData<string> Names => [.. HostileDocuments.Families.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ParsingAndValidating_TwiceTheDocument_TakesTwiceTheMemory(string family) => AssertLinear(n =>
    {
        var bytes = Encoding.UTF8.GetBytes(HostileDocuments.Families[family](n));
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
