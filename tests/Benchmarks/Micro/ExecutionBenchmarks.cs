using System.Text;
using BenchmarkDotNet.Attributes;

namespace MusicGraph.Micro;

/// <summary>Whole requests whose documents are known: looking the plan up, resolving, writing.</summary>
public class ExecutionBenchmarks
{
    private readonly Server _server = new();
    private readonly byte[] _q1 = Encoding.UTF8.GetBytes(Server.Q1);
    private readonly byte[] _q2 = Encoding.UTF8.GetBytes(Server.Q2);
    private readonly byte[] _q3 = Encoding.UTF8.GetBytes(Server.Q3);
    private readonly byte[] _withVariables = Encoding.UTF8.GetBytes(Server.WithVariables);
    private readonly byte[] _variables = Encoding.UTF8.GetBytes("""{"id":"p1","first":1}""");

    [GlobalCleanup]
    public void Cleanup() => _server.Dispose();

    [Benchmark]
    public Task<int> OneObject() => _server.ExecuteAsync(_q1);

    [Benchmark]
    public Task<int> ListThroughTwoDataLoaders() => _server.ExecuteAsync(_q2);

    [Benchmark]
    public Task<int> ListWithADataLoader() => _server.ExecuteAsync(_q3);

    [Benchmark]
    public Task<int> VariablesCoerced() => _server.ExecuteAsync(_withVariables, _variables);
}
