using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

/// <summary>Whatever somebody has typed so far, the generator must not fail. <c>FUZZ_SECONDS</c> lets it try for longer.</summary>
public sealed class FuzzTests
{
    private static readonly string[] Sources =
        [.. typeof(FuzzTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(attribute => attribute.Key == "Sources")
            .SelectMany(attribute => Directory.EnumerateFiles(attribute.Value!, "*.cs", SearchOption.AllDirectories))
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Spoilt_sources_never_make_the_generator_fail(int seed)
    {
        var random = new Random(seed);
        var mutation = new SourceMutation(random);
        string[] sources = [.. Sources.Select(File.ReadAllText)];
        var seconds = Environment.GetEnvironmentVariable("FUZZ_SECONDS") is { Length: > 0 } given ? double.Parse(given, CultureInfo.InvariantCulture) : 5;
        var run = GeneratorRun.OfMany(sources);
        Assert.Null(run.Fault);

        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            var index = random.Next(sources.Length);
            var spoilt = mutation.Mutate(sources[index]);
            run.Replace(index, spoilt);
            Assert.True(run.Fault is null, $"{run.Fault}\n\nfor {Sources[index]} as\n\n{spoilt}");

            // Sometimes a fault stays, so that they meet.
            if (random.Next(3) > 0) run.Replace(index, sources[index]);
        }
    }
}
