using System.Globalization;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>How much is generated, and from what: <c>MUSICGRAPH_TEST_SEED</c> and <c>MUSICGRAPH_TEST_FACTOR</c> in the environment ask for other documents, and for more.</summary>
internal static class DifferentialSettings
{
    /// <summary>Whether chance is what it always is, so that what it brings is known.</summary>
    public static bool IsUsual => Seed == 0;

    private static int Seed { get; } = Read("MUSICGRAPH_TEST_SEED", 0);

    private static int Factor { get; } = Read("MUSICGRAPH_TEST_FACTOR", 1);

    public static Random Random(int number) => new(HashCode(number));

    public static int Count(int usual) => usual * Factor;

    private static int HashCode(int number) => unchecked((Seed * 486187739) + number);

    private static int Read(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value) ? value : usual;
}
