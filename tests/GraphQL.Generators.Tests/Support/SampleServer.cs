using System.Security.Claims;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Generators.Tests.Sample;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>A server over what was generated for Sample/.</summary>
internal sealed class SampleServer : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public SampleServer()
    {
        var services = new ServiceCollection().AddSingleton<Store>().AddLogging();
        services.AddGraphQLServer().AddTestsTypes().AddGlobalObjectIdentification().AddInMemorySubscriptions();
        _services = services.BuildServiceProvider();
    }

    public Schema Schema => _services.GetRequiredService<RequestExecutor>().Schema;
    public Store Store => _services.GetRequiredService<Store>();
    public ITopicEventSender Events => _services.GetRequiredService<ITopicEventSender>();

    public async Task<string> RunAsync(string query, ClaimsPrincipal? user = null)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await _services.GetRequiredService<RequestExecutor>().ExecuteAsync(Request(query, scope, user), TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(Assert.IsType<SingleResult>(result).Json.Span);
    }

    /// <summary>Subscribes, does something and reads the first responses.</summary>
    public async Task<IReadOnlyList<string>> SubscribeAsync(string query, int count, Func<Task> act)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await _services.GetRequiredService<RequestExecutor>().ExecuteAsync(Request(query, scope, null), TestContext.Current.CancellationToken);
        var stream = Assert.IsType<ResponseStream>(result);
        await act();
        var responses = new List<string>();
        await foreach (var response in stream.Responses)
        {
            await using (response) responses.Add(Encoding.UTF8.GetString(response.Json.Span));
            if (responses.Count == count) break;
        }

        return responses;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private static OperationRequest Request(string query, AsyncServiceScope scope, ClaimsPrincipal? user) => new()
    {
        Query = Encoding.UTF8.GetBytes(query),
        Services = scope.ServiceProvider,
        User = user ?? new ClaimsPrincipal(new ClaimsIdentity()),
        GlobalState = new Dictionary<string, object?> { ["tenant"] = "acme" },
    };
}
