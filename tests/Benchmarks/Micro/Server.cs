using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.Micro;

/// <summary>The schema of BenchServer without a transport.</summary>
internal sealed class Server : IDisposable
{
    public const string Q1 = """{ song(id:"s1"){ id title } }""";
    public const string Q2 = """{ playlist(id:"p1"){ id name songs(first:50){ id title durationMs artist{ id name } } } }""";
    public const string Q3 = """{ songs(first:100){ id title durationMs artist{ id name country } } }""";
    public const string WithVariables = "query($id: ID!, $first: Int = 10) { playlist(id: $id) { id songs(first: $first) { id } } }";

    private readonly ServiceProvider _services;
    private readonly ClaimsPrincipal _user = new(new ClaimsIdentity());

    public Server()
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().AddBenchTypes().AddInMemorySubscriptions();
        _services = services.BuildServiceProvider();
        Executor = _services.GetRequiredService<RequestExecutor>();
    }

    public RequestExecutor Executor { get; }
    public Schema Schema => Executor.Schema;

    /// <summary>The length of the response, in bytes.</summary>
    public async Task<int> ExecuteAsync(byte[] query, byte[]? variables = null)
    {
        await using var scope = _services.CreateAsyncScope();
        var request = new OperationRequest { Query = query, Variables = variables, Services = scope.ServiceProvider, User = _user };
        await using var result = await Executor.ExecuteAsync(request);
        return ((SingleResult)result).Json.Length;
    }

    public void Dispose() => _services.Dispose();
}
