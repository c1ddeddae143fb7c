using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Components;

/// <summary>The order in which components open, and what is said when one does not.</summary>
public sealed class ComponentOpeningTests : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SecretKeyRef_TakesItsValueFromAStoreThatIsItselfFedByAnother()
    {
        // The names sort against the order in which they must open.
        Environment.SetEnvironmentVariable("MG_SECRETS_FILE", _folder.Write("secrets.json", """{"db":{"file":"from-secret.db"}}"""));
        Component("a", "state.sqlite", "- name: connectionString\n      secretKeyRef:\n        name: db\n        key: file", "b");
        Component("b", "secretstores.local.file", "- name: secretsFile\n      secretKeyRef:\n        name: MG_SECRETS_FILE\n    - name: multiValued\n      value: true", "c");
        Component("c", "secretstores.local.env", "");

        await using var runtime = await LoadAsync();

        Assert.True(File.Exists(_folder.Combine("data/from-secret.db")));
        Assert.Equal(["a", "b", "c"], runtime.Components.Select(component => component.Name));
    }

    [Theory]
    [InlineData("none", "a.yaml: component a (state.sqlite): metadata field 'connectionString' refers to a secret of 'none', which is no secret store here")]
    [InlineData("b", "a.yaml: component a (state.sqlite): metadata field 'connectionString': secret store 'b': secret db not found")]
    public async Task SecretKeyRef_ThatLeadsNowhere_NamesFileComponentAndField(string store, string expected)
    {
        _folder.Write("secrets.json", """{"other":"x"}""");
        Component("a", "state.sqlite", "- name: connectionString\n      secretKeyRef:\n        name: db", store);
        Component("b", "secretstores.local.file", $"- name: secretsFile\n      value: {_folder.Combine("secrets.json")}");

        Assert.Equal(expected, (await FailAsync()).Message);
    }

    [Fact]
    public async Task SecretStores_ThatWaitForEachOther_AreACircle()
    {
        Component("a", "secretstores.local.file", "- name: secretsFile\n      secretKeyRef:\n        name: x", "b");
        Component("b", "secretstores.local.file", "- name: secretsFile\n      secretKeyRef:\n        name: x", "a");

        Assert.Contains("a circle", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state.redis", "redisHost", "{0}", "redis at {0}")]
    [InlineData("pubsub.redis", "redisHost", "{0}", "redis at {0}")]
    [InlineData("state.postgresql", "connectionString", "postgres://postgres@{0}/postgres", "the database at {0}")]
    [InlineData("pubsub.rabbitmq", "connectionString", "amqp://guest:guest@{0}/", "RabbitMQ at {0}")]
    [InlineData("state.azure.cosmosdb", "url", "http://{0}/", "http://{0}/ (metadata field 'url')")]
    [InlineData("bindings.azure.blobstorage", "endpoint", "http://{0}", "http://{0}/account/container (metadata field 'endpoint')")]
    public async Task AServerThatIsSilent_IsNamedAndNotWaitedForLongerThanInitTimeout(string type, string field, string value, string server)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var fields = type switch
        {
            "state.azure.cosmosdb" => """{ name: masterKey, value: a2V5 }, { name: database, value: d }, { name: collection, value: c }""",
            "bindings.azure.blobstorage" => """{ name: accountName, value: account }, { name: accountKey, value: a2V5 }, { name: containerName, value: container }""",
            _ => "",
        };
        Component(
            "a", type, $"[{{ name: {field}, value: \"{string.Format(CultureInfo.InvariantCulture, value, silent.LocalEndpoint)}\" }}, {fields}]", spec: "initTimeout: 200ms");

        Assert.Equal(
            $"a.yaml: component a ({type}): {string.Format(CultureInfo.InvariantCulture, server, silent.LocalEndpoint)} did not answer within 0.2 s ('initTimeout')",
            (await FailAsync()).Message);
    }

    [Fact]
    public async Task AServerThatIsNotThere_IsNamed()
    {
        Component("a", "state.redis", $"- name: redisHost\n      value: 127.0.0.1:{LoopbackPort.Free()}");
        Component("b", "state.in-memory", "");

        Assert.StartsWith("a.yaml: component a (state.redis): redis at 127.0.0.1:", (await FailAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AVersionThatIsNotThere_IsNamed()
    {
        Component("a", "state.sqlite", "", version: "v7");

        Assert.Equal("a.yaml: component a (state.sqlite): version 'v7' is not known; there is v1", (await FailAsync()).Message);
    }

    [Fact]
    public async Task IgnoreErrors_LeavesTheComponentOut()
    {
        Component("a", "bindings.localstorage", "", spec: "ignoreErrors: true");
        Component("b", "state.in-memory", "");

        await using var runtime = await LoadAsync();

        Assert.Equal(["b"], runtime.Components.Select(component => component.Name));
    }

    [Theory]
    [InlineData("initTimeout: soon", "field 'initTimeout' is 'soon', which is no duration such as '20s'")]
    [InlineData("ignoreErrors: perhaps", "field 'ignoreErrors' is 'perhaps', which is neither true nor false")]
    public async Task AWrongOption_IsNamed(string spec, string expected)
    {
        Component("a", "state.in-memory", "", spec: spec);

        Assert.Contains("a.yaml: component a: spec: " + expected, (await FailAsync()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void Component(string name, string type, string metadata, string? secretStore = null, string version = "v1", string spec = "")
        => _folder.Write($"components/{name}.yaml", $"""
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata:
              name: {name}
            {(secretStore is null ? "" : $"auth:\n  secretStore: {secretStore}")}
            spec:
              type: {type}
              version: {version}
              {spec}
              metadata:
                {metadata}
            """);

    private Task<DaprRuntime> LoadAsync() => DaprRuntime.LoadAsync(_folder.Combine("components"), _folder.Combine("data"), cancellationToken: Cancellation);

    private Task<DaprConfigurationException> FailAsync() => Assert.ThrowsAsync<DaprConfigurationException>(LoadAsync);
}
