using System.Diagnostics;
using System.Security.Claims;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.BenchServer;

/// <summary>Runs the queries of the comparison on the executor alone, without HTTP: time, CPU time and garbage for each request.</summary>
internal static class InProcess
{
    private const int Runs = 20_000;

    private static readonly (string Name, byte[] Query)[] Queries =
    [
        ("Q1", """{ song(id:"s1"){ id title } }"""u8.ToArray()),
        ("Q2", """{ playlist(id:"p1"){ id name songs(first:50){ id title durationMs artist{ id name } } } }"""u8.ToArray()),
        ("Q3", """{ songs(first:100){ id title durationMs artist{ id name country } } }"""u8.ToArray()),
    ];

    public static async Task<int> MeasureAsync(string? only = null)
    {
        var services = new ServiceCollection();
        services.AddGraphQLServer().AddBenchTypes().AddInMemorySubscriptions();
        await using var provider = services.BuildServiceProvider();
        foreach (var (name, query) in Queries.Where(query => only is null || query.Name == only))
        {
            // The first round is the JIT's.
            await RunAsync(provider, query);
            await RunAsync(provider, query);
            var allocated = GC.GetTotalAllocatedBytes();
            var cpu = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            await RunAsync(provider, query);
            var elapsed = Stopwatch.GetElapsedTime(start);
            cpu = Environment.CpuUsage.TotalTime - cpu;
            allocated = GC.GetTotalAllocatedBytes() - allocated;
            Console.WriteLine($"{name}: {elapsed.TotalMicroseconds / Runs:F2} µs, {cpu.TotalMicroseconds / Runs:F2} µs of CPU, {allocated / Runs} bytes");
        }

        return 0;
    }

    private static async Task RunAsync(ServiceProvider provider, byte[] query)
    {
        var executor = provider.GetRequiredService<RequestExecutor>();
        var user = new ClaimsPrincipal(new ClaimsIdentity());
        for (var i = 0; i < Runs; i++)
        {
            await using var scope = provider.CreateAsyncScope();
            await using var result = await executor.ExecuteAsync(new OperationRequest { Query = query, Services = scope.ServiceProvider, User = user });
        }
    }
}
