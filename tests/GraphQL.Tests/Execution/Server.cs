using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>An executor over a schema that a test builds by hand, without a transport.</summary>
internal sealed class Server
{
    private readonly ServiceProvider _services;
    private readonly RequestExecutor _executor;

    public Server(Action<SchemaBuilder> configure, Action<IServiceCollection>? services = null, RequestExecutorOptions? options = null)
    {
        var builder = new SchemaBuilder();
        configure(builder);
        _executor = new RequestExecutor(builder.Build(), options ?? new RequestExecutorOptions());
        var collection = new ServiceCollection();
        collection.AddScoped<IBatchScheduler, BatchScheduler>();
        collection.AddSingleton(_executor);
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
    }

    public ClaimsPrincipal User { get; set; } = new(new ClaimsIdentity());

    /// <summary>The response as compact JSON.</summary>
    public async Task<string> AskAsync(string query, object? variables = null, string? operationName = null)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await ExecuteAsync(scope.ServiceProvider, query, variables, operationName);
        return Text(Assert.IsType<SingleResult>(result));
    }

    public async Task<JsonNode> AskJsonAsync(string query, object? variables = null) => JsonNode.Parse(await AskAsync(query, variables))!;

    /// <summary>The responses of a subscription until its source ends.</summary>
    public async Task<List<string>> SubscribeAsync(string query)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await ExecuteAsync(scope.ServiceProvider, query, null, null);
        var responses = new List<string>();
        await foreach (var response in Assert.IsType<ResponseStream>(result).Responses.WithCancellation(TestContext.Current.CancellationToken))
        {
            responses.Add(Text(response));
            await response.DisposeAsync();
        }

        return responses;
    }

    /// <summary>The response in the parts in which it comes.</summary>
    public async Task<JsonArray> AskInPartsAsync(
        string query,
        object? variables = null,
        string? operationName = null,
        IncrementalFormat format = IncrementalFormat.Current,
        Action<JsonNode>? onPart = null)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await ExecuteAsync(scope.ServiceProvider, query, variables, operationName, format);
        if (result is SingleResult single) return [JsonNode.Parse(Text(single))];
        var parts = new JsonArray();
        await foreach (var part in Assert.IsType<ResponseStream>(result).Responses.WithCancellation(TestContext.Current.CancellationToken))
        {
            parts.Add(JsonNode.Parse(Text(part)));
            onPart?.Invoke(parts[^1]!);
            await part.DisposeAsync();
        }

        return parts;
    }

    private ValueTask<OperationResult> ExecuteAsync(
        IServiceProvider services,
        string query,
        object? variables,
        string? operationName,
        IncrementalFormat format = IncrementalFormat.None) =>
        _executor.ExecuteAsync(
            new OperationRequest
            {
                Query = Encoding.UTF8.GetBytes(query),
                OperationName = operationName,
                Variables = variables is null ? default : JsonSerializer.SerializeToUtf8Bytes(variables),
                Services = services,
                User = User,
                IncrementalFormat = format,
            },
            TestContext.Current.CancellationToken);

    private static string Text(SingleResult result) => Encoding.UTF8.GetString(result.Json.Span);
}
