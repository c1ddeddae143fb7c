using System.Security.Claims;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Our engine, once for each of some worlds of data.</summary>
internal sealed class ExecutionServers
{
    private const int Worlds = 8;

    private readonly ThingOfA[] _roots = [.. Enumerable.Range(0, Worlds).Select(i => new ThingOfA(ValueRule.Hash((uint)i, "seed")))];
    private readonly RequestExecutor[] _executors;
    private readonly ServiceProvider[] _services;

    public ExecutionServers()
    {
        // Each has its own schema and caches.
        _executors = Array.ConvertAll(_roots, _ =>
        {
            var builder = new SchemaBuilder();
            ExecutionSchema.AddTo(builder);
            return new RequestExecutor(builder.Build(), new RequestExecutorOptions());
        });
        _services = Array.ConvertAll(_roots, root => new ServiceCollection()
            .AddScoped<IBatchScheduler, BatchScheduler>()
            .AddScoped<ValueLoader>()
            .AddSingleton(root)
            .BuildServiceProvider());
    }

    public Schema Schema => _executors[0].Schema;

    /// <summary>What the data of a case follows from.</summary>
    public uint SeedOf(int index) => _roots[index % Worlds].Seed;

    /// <summary>The response, or the events of a subscription as the oracle tells them.</summary>
    public async Task<JsonObject> AnswerAsync(int index, Case asked)
    {
        await using var scope = _services[index % Worlds].CreateAsyncScope();
        var request = new OperationRequest
        {
            Query = Encoding.UTF8.GetBytes(asked.Document),
            OperationName = asked.OperationName,
            Variables = asked.Variables is null ? default : Encoding.UTF8.GetBytes(asked.Variables.ToJsonString()),
            Services = scope.ServiceProvider,
            User = new ClaimsPrincipal(new ClaimsIdentity()),
        };
        await using var result = await _executors[index % Worlds].ExecuteAsync(request, TestContext.Current.CancellationToken);
        return result is ResponseStream stream ? await ReadAsync(stream) : Read((SingleResult)result);
    }

    private static async Task<JsonObject> ReadAsync(ResponseStream stream)
    {
        var events = new JsonArray();
        try
        {
            await foreach (var response in stream.Responses.WithCancellation(TestContext.Current.CancellationToken))
            {
                events.Add(Read(response));
                await response.DisposeAsync();
            }

            return new() { ["events"] = events };
        }
        catch (InvalidOperationException)
        {
            return new() { ["events"] = events, ["isBroken"] = true };
        }
    }

    private static JsonObject Read(SingleResult result) => JsonNode.Parse(result.Json.Span)!.AsObject();
}
