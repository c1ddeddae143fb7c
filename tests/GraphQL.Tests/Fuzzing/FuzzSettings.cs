using System.Diagnostics;
using System.Globalization;

namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>
/// How long each fuzz test goes on: <c>MUSICGRAPH_FUZZ_SECONDS</c>, else two seconds. <c>MUSICGRAPH_TEST_SEED</c> starts with other inputs; an
/// input is made from its number alone, so that a failure tells how to have it again.
/// </summary>
internal static class FuzzSettings
{
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(Read("MUSICGRAPH_FUZZ_SECONDS", 2));

    /// <summary>The numbers of the inputs, until the time is up.</summary>
    public static IEnumerable<int> Numbers()
    {
        var start = Stopwatch.StartNew();
        for (var number = Read("MUSICGRAPH_TEST_SEED", 0) * 1_000_003; start.Elapsed < Time; number++)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            yield return number;
        }
    }

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
