using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Bindings.LocalStorage;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings;

public sealed class LocalStorageBindingTests : OutputBindingConformance
{
    private readonly TestFolder _folder = new();

    protected override string NameField => "fileName";

    internal override ValueTask<IOutputBinding> OpenAsync() => ValueTask.FromResult<IOutputBinding>(
        LocalStorageBinding.Open(ComponentContexts.Create("bindings.localstorage", _folder.Path, TimeProvider.System, ("rootPath", "media"))));

    [Theory]
    [InlineData("\"Zm9v\"", "foo")]
    [InlineData("\"\\u005am9v\"", "foo")]
    [InlineData("\"Zm9v!\"", "Zm9v!")]
    [InlineData("\"Zm9v Zm9v\"", "Zm9v Zm9v")]
    [InlineData("\"Zm9v\\n\"", "foo")]
    public async Task Create_DecodesWhatIsBase64(string data, string expected)
    {
        await CreateAsync("file", data);

        Assert.Equal(expected, await GetAsync("file"));
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/../outside")]
    public async Task APathOutOfTheRoot_IsRefused(string name)
    {
        _folder.Write("outside", "secret");

        await Assert.ThrowsAsync<BindingException>(() => CreateAsync(name, "\"x y\""));
        await Assert.ThrowsAsync<BindingException>(() => GetAsync(name));
        await Assert.ThrowsAsync<BindingException>(() => InvokeAsync("delete", name));

        Assert.Equal("secret", await File.ReadAllTextAsync(_folder.Combine("outside"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ALinkOutOfTheRoot_IsRefused()
    {
        _folder.Write("outside/file", "secret");
        Directory.CreateSymbolicLink(_folder.Combine("media/link"), _folder.Combine("outside"));

        await Assert.ThrowsAsync<BindingException>(() => GetAsync("link/file"));
    }

    [Fact]
    public async Task List_AnswersTheFilesBelowAPath()
    {
        await CreateAsync("a/1", "\"x y\"");
        await CreateAsync("a/b/2", "\"x y\"");
        await CreateAsync("c", "\"x y\"");

        var result = await InvokeAsync("list", "a");

        using var reader = new StreamReader(result!.Data);
        var files = System.Text.Json.JsonSerializer.Deserialize<string[]>(await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal([_folder.Combine("media/a/1"), _folder.Combine("media/a/b/2")], files!);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }
}
