using System.Text;
using MusicGraph.GraphQL.Tests.Differential.Execution;

namespace MusicGraph.GraphQL.Tests.Fuzzing.Steps;

/// <summary>Parsing and validating take steps in proportion to a document, counted one by one, also where it is made to cost.</summary>
public sealed class StepTests
{
    private const int Size = 500;

    /// <summary>
    /// What products may cost beyond their size: the merging of selections has a budget of 200,000 fields, of some steps each, and up to 100
    /// operations may each lead through 500 fragments. A tenth of a second.
    /// </summary>
    private const long Budget = 4_000_000;

    private static readonly Lazy<Func<byte[], bool, long>> Engine = new(() => CountedEngine.Load(ExecutionSchema.Sdl));

    public static TheoryData<string> Names => [.. HostileDocuments.Families.Keys];

    public static TheoryData<string> ProductNames => [.. HostileDocuments.Products.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void ParsingAndValidating_TwiceTheDocument_TakesTwiceTheSteps(string family)
    {
        var write = HostileDocuments.Families[family];
        Count(write(16));
        var (one, two, four) = (Count(write(Size)), Count(write(2 * Size)), Count(write(4 * Size)));

        // n log n may grow by so much from 500 to 1,000; what is quadratic, by four.
        Assert.True(two < 2.3 * one && four < 2.3 * two, $"{one}, {two}, {four} steps");
    }

    [Theory]
    [MemberData(nameof(ProductNames))]
    public void ParsingAndValidating_PartsThatLeadToAllOthers_StaysInABudget(string family)
    {
        foreach (var size in (int[])[50, 100, 250, 500, 1000])
        {
            var document = HostileDocuments.Products[family](size);
            Assert.InRange(Count(document, isLimited: true), 0, Budget + (40 * document.Length));
        }
    }

    [Theory]
    [InlineData("objects that share a fragment")]
    [InlineData("objects that share merged fragments")]
    [InlineData("sums of fragments")]
    [InlineData("levels that merge all fragments")]
    [InlineData("levels that double")]
    public void Merging_WithoutLimits_StaysInABudget(string family)
    {
        foreach (var size in (int[])[500, 1000, 2000])
        {
            var document = HostileDocuments.Products[family](size);
            Assert.InRange(Count(document), 0, Budget + (40 * document.Length));
        }
    }

    private static long Count(string document, bool isLimited = false) => Engine.Value(Encoding.UTF8.GetBytes(document), isLimited);
}
