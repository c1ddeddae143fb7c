using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/secrets_api/ and https://docs.dapr.io/operations/configuration/secret-scope/.</summary>
public sealed class SecretsApiTests : IAsyncDisposable
{
    private const string Store = """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: vault
        spec:
          type: secretstores.local.file
          version: v1
          metadata:
            - name: secretsFile
              value: secrets.json
        """;

    private readonly TestRuntime _runtime;

    public SecretsApiTests()
    {
        _runtime = new TestRuntime(folder => folder.Write("data/secrets.json", """{"db":{"password":"p"},"other":"o"}"""), Store);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_AnswersTheSecret()
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;

        Assert.Equal("""{"db:password":"p"}""", await client.GetStringAsync("/v1.0/secrets/vault/db:password", Cancellation));
    }

    [Fact]
    public async Task Bulk_AnswersAll()
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;

        Assert.Equal(
            """{"db:password":{"db:password":"p"},"other":{"other":"o"}}""", await client.GetStringAsync("/v1.0/secrets/vault/bulk", Cancellation));
    }

    [Theory]
    [InlineData("/v1.0/secrets/vault/none", 500, "ERR_SECRET_GET")]
    [InlineData("/v1.0/secrets/none/other", 401, "ERR_SECRET_STORE_NOT_FOUND")]
    public async Task Get_WhatIsNotThere_IsAnError(string path, int status, string code)
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;
        using var response = await client.GetAsync(path, Cancellation);

        Assert.Equal((status, code), ((int)response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Fact]
    public async Task Get_WithoutAStore_IsAnError()
    {
        await using var runtime = new TestRuntime();
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        using var response = await client.GetAsync("/v1.0/secrets/vault/other", Cancellation);

        Assert.Equal((500, "ERR_SECRET_STORES_NOT_CONFIGURED"), ((int)response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Theory]
    [InlineData("defaultAccess: deny", false, false)]
    [InlineData("allowedSecrets: [other]", true, false)]
    [InlineData("deniedSecrets: [other]", false, true)]
    [InlineData("defaultAccess: deny\n      allowedSecrets: [other]", true, false)]
    [InlineData("defaultAccess: Allow", true, true)]
    public async Task Scopes_SayWhichSecretsAnAppMayRead(string scope, bool other, bool password)
    {
        await using var sidecar = _runtime.CreateSidecar(new SidecarOptions
        {
            AppId = "scoped",
            ConfigurationFile = _runtime.Folder.Write("config.yaml", $"""
                apiVersion: dapr.io/v1alpha1
                kind: Configuration
                metadata:
                  name: config
                spec:
                  secrets:
                    scopes:
                    - storeName: vault
                      {scope}
                """),
        });
        await sidecar.StartAsync(Cancellation);
        using var client = new HttpClient { BaseAddress = sidecar.Endpoint };

        using var one = await client.GetAsync("/v1.0/secrets/vault/other", Cancellation);
        using var two = await client.GetAsync("/v1.0/secrets/vault/db:password", Cancellation);
        var all = await (await client.GetAsync("/v1.0/secrets/vault/bulk", Cancellation)).JsonAsync();

        Assert.Equal((other ? 200 : 403, password ? 200 : 403), ((int)one.StatusCode, (int)two.StatusCode));
        Assert.Equal((other, password), (all.TryGetProperty("other", out var _), all.TryGetProperty("db:password", out var _)));
        if (!other)
            Assert.Equal("ERR_PERMISSION_DENIED", await one.ErrorCodeAsync());
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();
}
