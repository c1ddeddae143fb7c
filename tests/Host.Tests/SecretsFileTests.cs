using System.Text.Json.Nodes;

namespace MusicGraph.Host.Tests;

public sealed class SecretsFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Complete_NothingThere_MakesEveryKeyForTheOwnerOnly()
    {
        SecretsFile.Complete(_folder.Path);

        var keys = Read();
        Assert.Equal(Contracts.Secrets.Needed.Order(), keys.Select(key => key.Key).Order());
        Assert.All(keys, key => Assert.Equal(32, Convert.FromBase64String((string)key.Value!).Length));
        Assert.Equal(keys.Count, keys.Select(key => (string)key.Value!).Distinct().Count());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, SecretsFile.Name)));
    }

    [Fact]
    public void Complete_SomeThere_KeepsThem()
    {
        _folder.Write(SecretsFile.Name, """{ "audio-addresses": "new,old", "mine": "x" }"""u8);

        SecretsFile.Complete(_folder.Path);
        var completed = Read();
        SecretsFile.Complete(_folder.Path);

        Assert.Equal(("new,old", "x"), ((string?)completed["audio-addresses"], (string?)completed["mine"]));
        Assert.True(JsonNode.DeepEquals(completed, Read()));
    }

    [Fact]
    public void Complete_Damaged_IsNotOverwrittenAndSaysWhichFile()
    {
        _folder.Write(SecretsFile.Name, "{ half"u8);

        var error = Assert.Throws<HostException>(() => SecretsFile.Complete(_folder.Path));

        Assert.Contains(SecretsFile.Name, error.Message);
        Assert.Equal("{ half", File.ReadAllText(Path.Combine(_folder.Path, SecretsFile.Name)));
    }

    private JsonObject Read() => JsonNode.Parse(File.ReadAllText(Path.Combine(_folder.Path, SecretsFile.Name)))!.AsObject();
}
