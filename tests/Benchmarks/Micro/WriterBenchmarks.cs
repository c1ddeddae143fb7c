using BenchmarkDotNet.Attributes;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.Micro;

/// <summary>Strings as they stand in responses, a hundred of each kind.</summary>
public class WriterBenchmarks
{
    private const int Count = 100;

    [Params("s12", "Song title 12", "A title with \"quotes\"", "Björk Guðmundsdóttir")]
    public string Text { get; set; } = "";

    [Benchmark]
    public int Strings()
    {
        using var writer = new ResultWriter();
        for (var i = 0; i < Count; i++) writer.Write(Text);
        return writer.Position;
    }

    [Benchmark]
    public int Numbers()
    {
        using var writer = new ResultWriter();
        for (var i = 0; i < Count; i++) writer.Write(180_000 + i);
        return writer.Position;
    }
}
