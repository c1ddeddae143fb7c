using MusicGraph.Search.Index;
using MusicGraph.Search.Sqlite;

namespace MusicGraph.Services.Tests.Search;

public sealed class SqliteIndexTests : IndexConformance
{
    private readonly string _folder = Directory.CreateTempSubdirectory("musicgraph-search-").FullName;

    private protected override IIndexStore Create() => new SqliteStore(_folder);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Open_FilesOfABuildThatNeverEnded_AreDeleted()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "index-left.db"), "", TestContext.Current.CancellationToken);
        await Store.DisposeAsync();
        await using var store = Create();
        await store.OpenAsync(TestContext.Current.CancellationToken);

        Assert.False(File.Exists(Path.Combine(_folder, "index-left.db")));
    }
}
