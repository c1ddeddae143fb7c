using System.Collections.Concurrent;
using MusicGraph.Dapr.Runtime.NameResolution;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.NameResolution;

/// <summary>What every name resolution has to do: https://docs.dapr.io/reference/components-reference/supported-name-resolution/.</summary>
public abstract class NameResolverConformance : IAsyncLifetime
{
    private static readonly (string AppId, string Address)[] s_sidecars =
    [
        ("catalog", "127.0.0.1:50001"),
        ("users", "127.0.0.1:50002"), ("users", "127.0.0.1:50003"), ("users", "127.0.0.1:50004"),
        ("a-b.c_1", "127.0.0.1:50005"), ("Users", "127.0.0.1:50006"), ("it's; --", "127.0.0.1:50007"),
    ];

    private INameResolver _resolver = null!;

    private protected TestFolder Folder { get; } = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A resolver that knows these sidecars of the namespace <c>default</c>.</summary>
    internal abstract INameResolver Open(IReadOnlyList<(string AppId, string Address)> sidecars);

    public ValueTask InitializeAsync()
    {
        _resolver = Open(s_sidecars);
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        await _resolver.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("catalog", "127.0.0.1:50001")]
    [InlineData("a-b.c_1", "127.0.0.1:50005")]
    [InlineData("Users", "127.0.0.1:50006")]
    [InlineData("it's; --", "127.0.0.1:50007")]
    public async Task Resolve_AnAppOfOneSidecar_IsItsAddress(string appId, string expected) => Assert.Equal(expected, await ResolveAsync(appId));

    [Theory]
    [InlineData("absent")]
    [InlineData("CATALOG")]
    [InlineData("%")]
    [InlineData("")]
    public async Task Resolve_AnAppThatIsNotThere_IsNull(string appId) => Assert.Null(await ResolveAsync(appId));

    [Fact]
    public async Task Resolve_AnAppOfSeveralSidecars_ComesToEach()
    {
        string[] replicas = ["127.0.0.1:50002", "127.0.0.1:50003", "127.0.0.1:50004"];
        var seen = new HashSet<string?>();

        // One in three each time: that one of them is never chosen in a thousand has a chance of less than 10^-170.
        for (var i = 0; i < 1000 && seen.Count < replicas.Length; i++)
            seen.Add(await ResolveAsync("users"));

        Assert.Equal(replicas.ToHashSet(), seen!);
    }

    [Fact]
    public async Task Resolve_ByManyAtOnce_AnswersEach()
    {
        var answers = new ConcurrentBag<(string AppId, string? Address)>();

        await Parallel.ForEachAsync(
            Enumerable.Range(0, 400), Cancellation, async (i, _) => answers.Add((s_sidecars[i % s_sidecars.Length].AppId, await ResolveAsync(s_sidecars[i % s_sidecars.Length].AppId))));

        Assert.Equal(400, answers.Count);
        Assert.All(answers, answer => Assert.Contains((answer.AppId, answer.Address!), s_sidecars));
    }

    private ValueTask<string?> ResolveAsync(string appId) => _resolver.ResolveAsync(appId, "default", Cancellation);
}
