using Microsoft.Data.Sqlite;
using MusicGraph.Contracts;
using MusicGraph.Search.Documents;
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

    /// <summary>Else changes would pile up until all that was built is merged with them; see <see cref="SqliteLevels"/>.</summary>
    [Fact]
    public async Task Build_Finished_IsOnAHighLevel_AndSoundAfterMoreChanges()
    {
        var token = TestContext.Current.CancellationToken;
        await using (var build = (await Store.BuildAsync(token))!)
        {
            await build.WriteAsync([.. Enumerable.Range(0, 300).Select(Song)], token);
            await build.FinishAsync(DateTimeOffset.UnixEpoch, token);
        }

        for (var i = 300; i < 320; i++)
            await Store.WriteAsync([Song(i)], token);

        var file = Directory.GetFiles(_folder, "index-*.db").Single();
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT block FROM words_data WHERE id = 10";
        Assert.Equal(12, ((byte[])command.ExecuteScalar()!)[8]);
        command.CommandText = "INSERT INTO words (words) VALUES ('integrity-check')";
        command.ExecuteNonQuery();
        command.CommandText = "SELECT count(*) FROM words WHERE words MATCH 'song'";
        Assert.Equal(320L, command.ExecuteScalar());

        static DocumentChange Song(int number) => DocumentChange.Put(new SearchDocument(SearchType.Song, Guid.NewGuid(), 1, $"Song {number}", []));
    }
}
