using MusicGraph.GraphQL.Generators.Tests.Support;

namespace MusicGraph.GraphQL.Generators.Tests;

public sealed class DiagnosticTests
{
    private const string Song = "public sealed record Song(Guid Id, string Title);";

    [Theory]
    [InlineData("MG0001", "[QueryType] public static class Q { public static int One() => 1; }", "Q")]
    [InlineData("MG0002", "[QueryType] public static partial class Q { public static int One(Action a) => 1; }", "a")]
    [InlineData("MG0002", "public sealed class Client { public int Port => 1; public Client(Uri address) { } } [QueryType] public static partial class Q { public static int One(Client a) => 1; }", "One")]
    [InlineData("MG0003", "[QueryType] public static partial class Q { public static object One() => 1; }", "One")]
    [InlineData("MG0003", "[QueryType] public static partial class Q { public static Task One() => null!; }", "One")]
    [InlineData("MG0003", "[QueryType] public static partial class Q { public static void One() { } }", "One")]
    [InlineData("MG0003", "[MutationType] public static partial class M { public static Task One() => null!; }", "One")]
    [InlineData("MG0003", "[MutationType] public static partial class M { public static void One() { } }", "One")]
    [InlineData("MG0014", "[MutationType] public static partial class M { public static FieldResult<int, int[]> One() => 1; }", "One")]
    [InlineData("MG0004", "[QueryType] public static partial class Q { public static int GetOne() => 1; public static int One() => 1; }", "One")]
    [InlineData("MG0004", Song + "[ObjectType<Song>] public static partial class T { public static string GetLength([Parent] Song s) => \"\"; public static int Length([Parent] Song s) => 1; }", "Length")]
    [InlineData("MG0005", Song + "[ObjectType<Song>] public static partial class T { [NodeResolver] public static Song? Get(CancellationToken c) => null; }", "Get")]
    [InlineData("MG0006", "public static class L { [DataLoader] public static Dictionary<int, string> GetName(IReadOnlyList<int> ids) => null!; }", "GetName")]
    [InlineData("MG0006", "public static class L { [DataLoader] private static Task<Dictionary<int, string>> GetName(IReadOnlyList<int> ids) => null!; }", "GetName")]
    [InlineData("MG0006", "public static class L { [DataLoader] public static Task<string> GetName(IReadOnlyList<int> ids) => null!; }", "GetName")]
    [InlineData("MG0007", "[SubscriptionType] public static partial class S { [Subscribe(With = \"Gone\")] public static int On([EventMessage] int i) => i; }", "On")]
    [InlineData("MG0008", "public record Bad(Action Do); [QueryType] public static partial class Q { public static Bad One() => null!; }", "One")]
    [InlineData("MG0009", Song + "[ObjectType<Song>] public static partial class T { static partial void Configure(IObjectTypeDescriptor<Song> d) { d.Field(s => s.Id.ToString()).Ignore(); } }", "d.Field(s => s.Id.ToString()).Ignore()")]
    [InlineData("MG0010", "[QueryType] public partial class Q { public int One() => 1; }", "One")]
    [InlineData("MG0011", Song + "[ObjectType<Song>] public static partial class T { [BindMember(\"Gone\")] public static int One([Parent] Song s) => 1; }", "One")]
    [InlineData("MG0012", "public interface IAny { int Id { get; } } [QueryType] public static partial class Q { public static IAny One() => null!; }", "One")]
    [InlineData("MG0014", Song + "[MutationType] public static partial class M { [Error<Song>] public static int One() => 1; }", "One")]
    [InlineData("MG0015", "public sealed class Empty; [QueryType] public static partial class Q { public static Empty One() => null!; }", "One")]
    [InlineData("MG0016", "public record Bad(Action Do); [QueryType] public static partial class Q { public static int One(Bad bad) => 1; }", "One")]
    [InlineData("MG0001", "[QueryType] public static partial class Q<T> { public static int One() => 1; }", "Q")]
    [InlineData("MG0017", "[QueryType] public static partial class Q { [GraphQLName(\"1st\")] public static int One() => 1; }", "One")]
    [InlineData("MG0017", "[QueryType] public static partial class Q { public static int One(int größe) => 1; }", "One")]
    [InlineData("MG0014", "[MutationType] public static partial class M { [Error<int[]>] public static int One() => 1; }", "One")]
    [InlineData("MG0020", "[UnionType] public interface IAny; public record Song(int Id) : IAny; [QueryType] public static partial class Q { public static IAny? One() => null; }", "One")]
    [InlineData("MG0019", "[OneOf] public record In(int A); [QueryType] public static partial class Q { public static int One(In i) => 1; }", "One")]
    public void A_fault_is_reported_where_it_is(string id, string source, string place)
    {
        var run = GeneratorRun.Of("namespace Sample; " + source);

        var diagnostic = run.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == id);
        Assert.True(diagnostic is not null, $"Reported: {string.Join(Environment.NewLine, run.Diagnostics)}");
        Assert.Equal(place, ("namespace Sample; " + source).Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }

    [Theory]
    [InlineData("MG0017", "public enum Mood { [GraphQLName(\"\")] Sad } [QueryType] public static partial class Q { public static Mood One() => default; }")]
    [InlineData("MG0017", "[GraphQLName(\"__Song\")] public record Song(int Id); [QueryType] public static partial class Q { public static Song? One() => null; }")]
    [InlineData("MG0018", "public static class L { [DataLoader] public static Task<Dictionary<int, string>> GetName(IReadOnlyList<int> ids) => null!; [DataLoader] public static Task<Dictionary<int, string>> GetNameAsync(IReadOnlyList<int> ids) => null!; }")]
    public void A_fault_of_a_type_is_reported(string id, string source) =>
        Assert.Contains(GeneratorRun.Of("namespace Sample; " + source).Diagnostics, diagnostic => diagnostic.Id == id);

    [Fact]
    public void Two_types_of_one_name_clash()
    {
        var run = GeneratorRun.Of("""
            namespace Sample
            {
                namespace A { public sealed record Song(int Id); }
                namespace B { public sealed record Song(int Id); }

                [QueryType]
                public static partial class Queries
                {
                    public static A.Song? GetA() => null;
                    public static B.Song? GetB() => null;
                }
            }
            """);

        Assert.Contains(run.Diagnostics, diagnostic => diagnostic.Id == "MG0013");
    }
}
