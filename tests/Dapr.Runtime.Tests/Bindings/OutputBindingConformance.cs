using System.Text;
using MusicGraph.Dapr.Runtime.Bindings;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings;

/// <summary>What every binding that keeps files has to do.</summary>
public abstract class OutputBindingConformance : IAsyncLifetime
{
    private IOutputBinding _binding = null!;

    internal abstract ValueTask<IOutputBinding> OpenAsync();

    /// <summary>The metadata field that names a file.</summary>
    protected abstract string NameField { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _binding = await OpenAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await _binding.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("\"Hello World\"", "Hello World")]
    [InlineData("\"\\u005awölf\"", "Zwölf")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("\"\"", "")]
    public async Task Get_AfterCreate_AnswersTheBytes(string data, string expected)
    {
        await CreateAsync("file", data);

        Assert.Equal(expected, await GetAsync("file"));
    }

    [Fact]
    public async Task Create_OverAFile_ReplacesIt()
    {
        await CreateAsync("dir/file", "\"a longer text, no base64\"");
        await CreateAsync("dir/file", "\"short!\"");

        Assert.Equal("short!", await GetAsync("dir/file"));
    }

    [Fact]
    public async Task Create_ALargeFile_IsReadBackWhole()
    {
        var text = string.Create(10_000_001, 0, (span, _) => new Random(1).GetItems("abc defg\u00fc", span));

        await CreateAsync("large", $"\"{text}\"");

        Assert.True(text == await GetAsync("large"), "the file is another");
    }

    [Fact]
    public async Task Names_AreKeptApartWhateverTheyHold()
    {
        string[] names = ["a b", "ü→🎵.mp3", "%20", "a%2Fb", "q?x=1#y", "'quoted'", "UPPER", "upper", "deep/er/still", "a+b&c"];
        foreach (var name in names)
            await CreateAsync(name, $"\"content of {name}\"");

        foreach (var name in names)
            Assert.Equal($"content of {name}", await GetAsync(name));
        foreach (var name in names)
            await InvokeAsync("delete", name);
        await Assert.ThrowsAsync<BindingException>(() => GetAsync(names[0]));
    }

    [Fact]
    public async Task OfManyWritersOfOneFile_OneIsThereWhole()
    {
        var texts = Enumerable.Range(0, 8).Select(i => new string((char)('a' + i), 100_000) + " ").ToList();

        await Task.WhenAll(texts.Select(text => Task.Run(() => CreateAsync("file", $"\"{text}\""))));

        Assert.Contains(await GetAsync("file"), texts);
    }

    [Fact]
    public async Task Get_AFileThatIsNotThere_Fails() => await Assert.ThrowsAsync<BindingException>(() => GetAsync("absent"));

    [Fact]
    public async Task Delete_RemovesTheFile()
    {
        await CreateAsync("file", "\"x y\"");

        Assert.Null(await InvokeAsync("delete", "file"));

        await Assert.ThrowsAsync<BindingException>(() => GetAsync("file"));
    }

    protected Task CreateAsync(string name, string data) => InvokeAsync("create", name, data);

    protected async Task<string> GetAsync(string name)
    {
        var result = await InvokeAsync("get", name);
        using var reader = new StreamReader(result!.Data);
        return await reader.ReadToEndAsync(Cancellation);
    }

    internal Task<BindingResult?> InvokeAsync(string operation, string name, string data = "")
        => _binding.InvokeAsync(operation, Encoding.UTF8.GetBytes(data), new Dictionary<string, string> { [NameField] = name }, Cancellation);
}
