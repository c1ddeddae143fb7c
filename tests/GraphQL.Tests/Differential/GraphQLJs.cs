using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace MusicGraph.GraphQL.Tests.Differential;

/// <summary>The reference implementation in a process of its own, which answers one line for each line it is sent.</summary>
public sealed class GraphQLJs : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Differential");

    private Process? _node;

    public async ValueTask InitializeAsync()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "graphql"))) await InstallAsync();
        _node = Start("node", "oracle.mjs");
    }

    public async ValueTask DisposeAsync()
    {
        if (_node is null) return;
        _node.Kill();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    /// <summary>Sends a request of this kind and returns the answer.</summary>
    public async Task<JsonObject> AskAsync(string kind, string name, JsonNode value)
    {
        var request = new JsonObject { ["kind"] = kind, [name] = value };
        await _node!.StandardInput.WriteLineAsync(request.ToJsonString());
        await _node.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    /// <summary>Sends requests without waiting for an answer to each, and returns the answers in their order.</summary>
    public async IAsyncEnumerable<JsonObject> AskAllAsync(string kind, string name, IReadOnlyList<JsonNode> values)
    {
        var sending = Task.Run(async () =>
        {
            foreach (var value in values) await _node!.StandardInput.WriteLineAsync(new JsonObject { ["kind"] = kind, [name] = value }.ToJsonString());
            await _node!.StandardInput.FlushAsync();
        });
        for (var count = 0; count < values.Count; count++) yield return await ReadAsync();
        await sending;
    }

    private async Task<JsonObject> ReadAsync()
    {
        var line = await _node!.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("node ended early.");
        var answer = JsonNode.Parse(line)!.AsObject();
        return answer["failure"] is { } failure ? throw new InvalidOperationException(failure.GetValue<string>()) : answer;
    }

    private static async Task InstallAsync()
    {
        using var npm = Start("npm", "ci", "--no-audit", "--no-fund");
        npm.StandardInput.Close();
        var output = npm.StandardOutput.ReadToEndAsync();
        await npm.WaitForExitAsync();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed: {await output}");
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw new InvalidOperationException($"The differential tests need {program} (Node.js 20 or later) on the path.", exception);
        }
    }
}
