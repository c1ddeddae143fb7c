using System.Runtime.CompilerServices;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Components;

/// <summary>The folders of <c>components/</c> that no other suite opens.</summary>
public sealed class ComponentFoldersTests(ServerFixture<RedisServer> fixture) : IClassFixture<ServerFixture<RedisServer>>, IDisposable
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(SourcePath(), "..", "..", "..", "..", "components"));

    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>Every type, version and field of <c>dapr-init</c> is known, and the apps find there what they find elsewhere.</summary>
    [Fact]
    public async Task DaprInit_OnARedis_OpensAndHasTheNamesOfLocal()
    {
        _folder.Write("data/secrets.json", "{}");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(s_root, "dapr-init")))
        {
            var text = await File.ReadAllTextAsync(file, Cancellation);
            _folder.Write($"components/{Path.GetFileName(file)}", text.Replace("localhost:6379", fixture.Server.Host, StringComparison.Ordinal));
        }

        await using var local = await DaprRuntime.LoadAsync(Path.Combine(s_root, "local"), _folder.Combine("data"), cancellationToken: Cancellation);
        await using var initial = await DaprRuntime.LoadAsync(_folder.Combine("components"), _folder.Combine("data"), cancellationToken: Cancellation);

        Assert.Equal(local.Components.Select(component => component.Name), initial.Components.Select(component => component.Name));
    }

    private static string SourcePath([CallerFilePath] string path = "") => path;
}
