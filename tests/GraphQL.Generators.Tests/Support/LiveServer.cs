using System.Security.Claims;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Generators.Tests.Support;

/// <summary>A server over what the generator makes of a source, which is compiled and loaded.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ServiceProvider _services;

    private LiveServer(GeneratorRun run)
    {
        var add = run.Load().GetType("Microsoft.Extensions.DependencyInjection.MusicTypesRequestExecutorBuilderExtensions", throwOnError: true)!
            .GetMethod("AddMusicTypes")!;
        var services = new ServiceCollection().AddLogging();
        var builder = services.AddGraphQLServer().AddInMemorySubscriptions();
        add.Invoke(null, [builder]);
        _services = services.BuildServiceProvider();
    }

    /// <param name="source">Without a namespace; its types are in <c>Sample</c>.</param>
    public static LiveServer Of(string source) => new(GeneratorRun.Of("namespace Sample;\n" + source));

    public Schema Schema => _services.GetRequiredService<RequestExecutor>().Schema;

    /// <summary>The type's definition in SDL.</summary>
    public string Sdl(string type)
    {
        var definitions = Schema.ToString().Split("\n\n").Select(definition => definition.Trim());
        return definitions.Single(definition => definition.Split('\n').Any(line => line.Split(' ', '(').Take(2).Contains(type)));
    }

    /// <summary>The response as JSON with single quotes, which C# need not escape.</summary>
    public async Task<string> RunAsync(string query, string? variables = null)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await ExecuteAsync(scope, query, variables);
        return Text(Assert.IsType<SingleResult>(result));
    }

    /// <summary>The responses of a subscription until its stream ends.</summary>
    public async Task<IReadOnlyList<string>> SubscribeAsync(string query)
    {
        await using var scope = _services.CreateAsyncScope();
        await using var result = await ExecuteAsync(scope, query, null);
        var responses = new List<string>();
        await foreach (var response in Assert.IsType<ResponseStream>(result).Responses.WithCancellation(TestContext.Current.CancellationToken))
        {
            await using (response) responses.Add(Text(response));
        }

        return responses;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private ValueTask<OperationResult> ExecuteAsync(AsyncServiceScope scope, string query, string? variables)
    {
        var request = new OperationRequest
        {
            Query = Encoding.UTF8.GetBytes(query),
            Variables = variables is null ? default : Encoding.UTF8.GetBytes(variables.Replace('\'', '"')),
            Services = scope.ServiceProvider,
            User = new ClaimsPrincipal(new ClaimsIdentity()),
        };
        return _services.GetRequiredService<RequestExecutor>().ExecuteAsync(request, TestContext.Current.CancellationToken);
    }

    private static string Text(SingleResult result)
    {
        using var json = JsonDocument.Parse(result.Json);
        return JsonSerializer.Serialize(json.RootElement, Relaxed).Replace('"', '\'');
    }
}
