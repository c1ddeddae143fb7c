using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Components;

/// <summary>Dapr's component and subscription schema, and what is said when a file does not follow it.</summary>
public sealed class ResourceLoaderTests : IDisposable
{
    private readonly TestFolder _folder = new();

    [Fact]
    public void Load_TheLocalComponents_FindsThemByName()
    {
        var resources = ResourceLoader.Load([Path.Combine(AppContext.BaseDirectory, "local")], NullLogger.Instance);

        Assert.Equal(
            [
                ("app-secrets", "secretstores.local.file"), ("broadcast", "pubsub.embedded"), ("media", "bindings.localstorage"),
                ("playlists-outbox", "state.sqlite"), ("pubsub", "pubsub.embedded"), ("social-outbox", "state.sqlite"), ("songs-outbox", "state.sqlite"),
                ("statestore", "state.sqlite"), ("users-outbox", "state.sqlite"),
            ],
            resources.Components.Select(component => (component.Name, component.Type)).Order());
    }

    [Fact]
    public void Load_SeveralDocumentsInAFile_ReadsAll()
    {
        _folder.Write("all.yaml", TestRuntime.StateStores + "\n---\n" + TestRuntime.PubSub + "\n---\n");

        Assert.Equal(["memory", "pubsub", "statestore"], Load().Components.Select(component => component.Name).Order());
    }

    [Fact]
    public void Load_MetadataFields_AreFoundWhateverTheirCase()
    {
        _folder.Write("c.yaml", Component("state.sqlite", "- name: ConnectionString\n      value: 1"));

        Assert.Equal("1", Load().Components[0].Metadata["connectionstring"]);
    }

    [Fact]
    public void Load_EnvRef_ReadsTheEnvironment()
    {
        Environment.SetEnvironmentVariable("MG_TEST_CONNECTION", "from-env.db");
        _folder.Write("c.yaml", Component("state.sqlite", "- name: connectionString\n      envRef: MG_TEST_CONNECTION"));

        Assert.Equal("from-env.db", Load().Components[0].Metadata["connectionString"]);
    }

    [Fact]
    public void Load_DeclarativeSubscriptions_OfBothVersions()
    {
        _folder.Write("s.yaml", """
            apiVersion: dapr.io/v1alpha1
            kind: Subscription
            metadata:
              name: one
            spec:
              pubsubname: pubsub
              topic: songs
              route: /events/songs
              deadLetterTopic: dead
            scopes: [catalog]
            ---
            apiVersion: dapr.io/v2alpha1
            kind: Subscription
            metadata:
              name: two
            spec:
              pubsubname: pubsub
              topic: shares
              routes:
                default: /events/shares
            """);

        var (one, two) = (Load().Subscriptions[0], Load().Subscriptions[1]);

        Assert.Equal(("songs", "/events/songs", "dead"), (one.Topic, one.Rules.Single().Path, one.DeadLetterTopic));
        Assert.True(one.IsVisibleTo("catalog"));
        Assert.False(one.IsVisibleTo("users"));
        Assert.Equal(("shares", "/events/shares"), (two.Topic, two.Rules.Single().Path));
        Assert.True(two.IsVisibleTo("users"));
    }

    [Theory]
    [InlineData("kind: Compnent", "kind 'Compnent' is not known")]
    [InlineData("apiVersion: dapr.io/v9", "apiVersion 'dapr.io/v9' is not known")]
    [InlineData("spec:\n  type: state.sqlite\n  version: v1\n  metdata: []", "field 'metdata' is not known")]
    [InlineData("spec:\n  version: v1", "field 'type' is missing")]
    [InlineData("metadata:\n  nam: x", "field 'name' is missing")]
    [InlineData("spec:\n  type: state.sqlite\n  version: v1\n  metadata:\n    - name: connectionString", "metadata field 'connectionString' needs either 'value', 'envRef' or 'secretKeyRef'")]
    [InlineData("spec:\n  type: state.sqlite\n  version: v1\n  metadata:\n    - name: a\n      secretKeyRef:\n        name: s\n        key: k", "metadata field 'a' refers to a secret, but field 'auth.secretStore' is missing")]
    [InlineData("spec:\n  type: state.sqlite\n  version: v1\n  metadata:\n    - name: a\n      envRef: DAPR_API_TOKEN", "may not refer to the environment variable DAPR_API_TOKEN")]
    [InlineData("spec: [", "no valid YAML")]
    public void Load_AWrongFile_NamesFileAndField(string part, string expected)
    {
        var parts = new Dictionary<string, string>
        {
            ["apiVersion"] = "apiVersion: dapr.io/v1alpha1",
            ["kind"] = "kind: Component",
            ["metadata"] = "metadata:\n  name: store",
            ["spec"] = "spec:\n  type: state.sqlite\n  version: v1",
        };
        parts[part[..part.IndexOf(':', StringComparison.Ordinal)]] = part;
        _folder.Write("wrong.yaml", string.Join('\n', parts.Values));

        var error = Assert.Throws<DaprConfigurationException>(Load);

        Assert.Contains("wrong.yaml", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("state.oracle", "type 'state.oracle' is not known")]
    [InlineData("bindings.localstorage", "metadata field 'rootPath' is missing")]
    public async Task Open_AComponentThatCannotBe_NamesFileAndComponent(string type, string expected)
    {
        _folder.Write("wrong.yaml", Component(type, ""));

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(
            () => DaprRuntime.LoadAsync(_folder.Path, _folder.Path, cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("wrong.yaml: component store", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OneNameTwice_NamesBothFiles()
    {
        _folder.Write("a.yaml", TestRuntime.PubSub);
        _folder.Write("b.yml", TestRuntime.PubSub);

        var error = Assert.Throws<DaprConfigurationException>(Load);

        Assert.Contains("a.yaml and b.yml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_AMissingFolder_SaysSo()
        => Assert.Throws<DaprConfigurationException>(() => ResourceLoader.Load([_folder.Combine("none")], NullLogger.Instance));

    public void Dispose() => _folder.Dispose();

    private static string Component(string type, string metadata) => $"""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: store
        spec:
          type: {type}
          version: v1
          metadata:
            {metadata}
        """;

    private Resources Load() => ResourceLoader.Load([_folder.Path], NullLogger.Instance);
}
