using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.State;
using MusicGraph.Dapr.Runtime.State.Sqlite;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.State;

public sealed class SqliteStateStoreTests : StateStoreConformance
{
    private readonly TestFolder _folder = new();

    internal override ValueTask<IStateStore> OpenAsync(ManualTime time) => ValueTask.FromResult<IStateStore>(OpenAt(_folder.Path, time));

    [Fact]
    public async Task Acknowledged_writes_are_in_the_files_of_a_process_that_dies()
    {
        using var folder = new TestFolder();
        using var copy = new TestFolder();
        await using var store = OpenAt(folder.Path, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 500).Select(i => store.ExecuteTransactionAsync(
            [Set($"head{i}", "1"), Set($"page{i}", "1")], Empty.Metadata, TestContext.Current.CancellationToken)));

        // What a killed process leaves behind is what stands in its files at that moment.
        foreach (var file in Directory.EnumerateFiles(folder.Path))
            File.Copy(file, copy.Combine(Path.GetFileName(file)));
        await using var survivor = OpenAt(copy.Path, TimeProvider.System);

        var keys = Enumerable.Range(0, 500).SelectMany(i => new[] { $"head{i}", $"page{i}" }).ToList();
        var entries = await survivor.GetAsync(keys, StateReadOptions.None, TestContext.Current.CancellationToken);
        Assert.All(entries, entry => Assert.NotNull(entry));
    }

    [Fact]
    public async Task Components_on_one_file_go_on_when_one_of_them_is_closed()
    {
        using var folder = new TestFolder();
        var first = OpenAt(folder.Path, TimeProvider.System);
        await using var second = OpenAt(folder.Path, TimeProvider.System);
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? first : second).ExecuteAsync(
            Set($"key{i}", "1"), TestContext.Current.CancellationToken)));
        await first.DisposeAsync();

        await second.ExecuteAsync(Set("last", "1"), TestContext.Current.CancellationToken);

        var keys = Enumerable.Range(0, 200).Select(i => $"key{i}").Append("last").ToList();
        Assert.All(await second.GetAsync(keys, StateReadOptions.None, TestContext.Current.CancellationToken), Assert.NotNull);
    }

    [Fact]
    public async Task A_new_database_is_for_its_owner_only()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Files have no Unix mode there.");
        using var folder = new TestFolder();
        await using var store = OpenAt(folder.Path, TimeProvider.System);
        await store.ExecuteAsync(Set("key", "1"), TestContext.Current.CancellationToken);

        Assert.All(
            Directory.EnumerateFiles(folder.Path),
            file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, ModeOf(file)));

        static UnixFileMode ModeOf(string file) => OperatingSystem.IsWindows() ? default : File.GetUnixFileMode(file);
    }

    [Fact]
    public async Task The_table_is_the_one_daprd_keeps()
    {
        using var folder = new TestFolder();
        await using (var store = OpenAt(folder.Path, TimeProvider.System))
            await store.ExecuteAsync(Set("app||key", """{"a":1}"""), TestContext.Current.CancellationToken);

        await using var connection = new SqliteConnection($"Data Source={folder.Combine("state.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT typeof(value), value, is_binary, expiration_time IS NULL FROM state WHERE key = 'app||key'";
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        Assert.True(await reader.ReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal("text", reader.GetString(0));
        Assert.Equal("""{"a":1}""", reader.GetString(1));
        Assert.False(reader.GetBoolean(2));
        Assert.True(reader.GetBoolean(3));
    }

    [Fact]
    public async Task A_binary_value_that_daprd_wrote_is_read()
    {
        using var folder = new TestFolder();
        await using (OpenAt(folder.Path, TimeProvider.System))
        {
            await using var connection = new SqliteConnection($"Data Source={folder.Combine("state.db")};Pooling=False");
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO state (key, value, is_binary, etag) VALUES ('key', 'eyJhIjoxfQ==', TRUE, 'e')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await using var store = OpenAt(folder.Path, TimeProvider.System);
        Assert.Equal("""{"a":1}"""u8.ToArray(), (await store.GetAsync("key", StateReadOptions.None, TestContext.Current.CancellationToken))!.Value);
    }

    [Theory]
    [InlineData("tableName", "a; DROP TABLE state", "tableName")]
    [InlineData("connectionString", ":memory:", "connectionString")]
    [InlineData("timeout", "soon", "timeout")]
    [InlineData("disableWAL", "perhaps", "disableWAL")]
    [InlineData("conectionString", "x.db", "conectionString")]
    public void Open_WithAWrongField_NamesIt(string name, string value, string expected)
    {
        using var folder = new TestFolder();
        var fields = new Dictionary<string, string> { ["connectionString"] = "state.db", [name] = value };

        var error = Assert.Throws<DaprConfigurationException>(() => SqliteStateStore.Open(ComponentContexts.Create(
            "state.sqlite", folder.Path, TimeProvider.System, [.. fields.Select(field => (field.Key, field.Value))])));

        Assert.Contains($"'{expected}'", error.Message, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private static SqliteStateStore OpenAt(string directory, TimeProvider time)
        => SqliteStateStore.Open(ComponentContexts.Create("state.sqlite", directory, time, ("connectionString", "state.db")));
}
