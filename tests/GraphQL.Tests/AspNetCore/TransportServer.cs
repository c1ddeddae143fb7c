using System.Net.WebSockets;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Subscriptions;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>A real host on a free loopback port with <see cref="TransportSchema"/>.</summary>
internal sealed class TransportServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TransportServer(WebApplication app)
    {
        _app = app;
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient { BaseAddress = Address };
    }

    public Uri Address { get; }
    public Uri Endpoint => new(Address, "/graphql");
    public HttpClient Client { get; }
    public Gate Gate => _app.Services.GetRequiredService<Gate>();
    public ITopicEventSender Topics => _app.Services.GetRequiredService<ITopicEventSender>();
    public InMemoryTopics InMemoryTopics => _app.Services.GetRequiredService<InMemoryTopics>();

    public static async Task<TransportServer> StartAsync(
        Func<GraphQLServerOptions, GraphQLServerOptions>? options = null,
        Action<IRequestExecutorBuilder>? configure = null,
        string environment = "Development")
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<Gate>();
        builder.Services.AddAuthentication(TokenAuthentication.Name).AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Name, null);
        var graphql = builder.Services.AddGraphQLServer()
            .AddInMemorySubscriptions()
            .ConfigureSchema(TransportSchema.AddTo)
            .ModifyServerOptions(defaults => defaults with { Tool = defaults.Tool with { Folder = "none" } });
        if (options is not null) graphql.ModifyServerOptions(options);
        configure?.Invoke(graphql);
        var app = builder.Build();
        app.UseAuthentication();
        app.MapGraphQL();
        app.MapGraphQLPersistedOperations();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new TransportServer(app);
    }

    /// <summary>Opens a WebSocket; null asks for no subprotocol.</summary>
    public async Task<RawSocket> ConnectAsync(string? protocol = "graphql-transport-ws")
    {
        var socket = new ClientWebSocket();
        if (protocol is not null) socket.Options.AddSubProtocol(protocol);
        await socket.ConnectAsync(new UriBuilder(Endpoint) { Scheme = "ws" }.Uri, TestContext.Current.CancellationToken);
        return new RawSocket(socket);
    }

    /// <summary>Waits until as many topics have subscribers.</summary>
    public Task WaitForTopicsAsync(int count) => UntilAsync(() => InMemoryTopics.TopicCount == count);

    public Task WaitForSubscribersAsync(string topic, int count) => UntilAsync(() => SubscriberCount(topic) == count);

    public int SubscriberCount(string topic) => InMemoryTopics.SubscriberCount(topic);

    public Task<int> RunCommandAsync(params string[] args) => _app.RunWithGraphQLCommandsAsync(args);

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    private static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
