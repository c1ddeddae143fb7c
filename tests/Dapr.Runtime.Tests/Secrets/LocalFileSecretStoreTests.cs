using MusicGraph.Dapr.Runtime.Secrets;
using MusicGraph.Dapr.Runtime.Secrets.LocalFile;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Secrets;

/// <summary>https://docs.dapr.io/reference/components-reference/supported-secret-stores/file-secret-store/.</summary>
public sealed class LocalFileSecretStoreTests : SecretStoreConformance
{
    private static readonly Dictionary<string, string> s_none = [];
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    internal override ISecretStore Open() => Open("""{"MG_CONFORMANCE_PASSWORD":"pa55=wörd"}""");

    [Theory]
    [InlineData(":", "connectionStrings:sql", "a")]
    [InlineData("/", "list/1", "y")]
    [InlineData(":", "number", "5")]
    public async Task Nested_BecomesOneSecretEach(string separator, string name, string value)
    {
        var store = Open("""{"connectionStrings":{"sql":"a"},"list":["x","y"],"number":5}""", ("nestedSeparator", separator));

        Assert.Equal(value, (await store.GetAsync(name, s_none, Cancellation))[name]);
    }

    [Fact]
    public async Task MultiValued_KeepsAnObjectTogether()
    {
        var store = Open("""{"db":{"user":"u","nested":{"password":"p"}},"plain":"x"}""", ("multiValued", "true"));

        var db = await store.GetAsync("db", s_none, Cancellation);

        Assert.Equal([new("user", "u"), new("nested:password", "p")], db);
        Assert.Equal("x", (await store.GetAsync("plain", s_none, Cancellation))["plain"]);
        Assert.Equal(["MULTIPLE_KEY_VALUES_PER_SECRET"], store.Capabilities);
    }

    [Fact]
    public async Task Get_ASecretThatIsNotThere_Fails()
    {
        var error = await Assert.ThrowsAsync<SecretStoreException>(async () => await Open("{}").GetAsync("none", s_none, Cancellation));

        Assert.Equal("secret none not found", error.Message);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{")]
    public void Open_WhatIsNoJsonObject_NamesTheField(string json)
    {
        var error = Assert.Throws<DaprConfigurationException>(() => Open(json));

        Assert.Contains("metadata field 'secretsFile'", error.Message, StringComparison.Ordinal);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    private LocalFileSecretStore Open(string json, params (string Name, string Value)[] metadata)
    {
        _folder.Write("secrets.json", json);
        return LocalFileSecretStore.Open(
            ComponentContexts.Create("secretstores.local.file", _folder.Path, TimeProvider.System, [("secretsFile", "secrets.json"), .. metadata]));
    }
}
