using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>The README's tour, as pasted, on the demo world.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_operation_of_the_tour_answers_with_data_and_without_errors()
    {
        await using var host = await HostProcess.StartAsync(_folder["data"]);
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), Cancel);
        var operations = GraphQLBlock().Matches(readme).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(operations.Length >= 7);

        foreach (var operation in operations)
        {
            if (operation.StartsWith("subscription", StringComparison.Ordinal)) await AssertOpensAsync(demo, operation);
            else AssertHasSomething(operation, await demo.QueryAsync(operation, null, Cancel));
        }
    }

    private static async Task AssertOpensAsync(ApiClient client, string operation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = operation }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.True(response.IsSuccessStatusCode, operation);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>No field of the root is null and no list in the answer is empty: the demo world has something for each.</summary>
    private static void AssertHasSomething(string operation, JsonElement value)
    {
        foreach (var field in value.EnumerateObject())
        {
            if (field.Name == "errors") continue;
            Assert.True(field.Value.ValueKind != JsonValueKind.Null, $"{field.Name} is null in the answer to {operation}");
            if (field.Value.ValueKind == JsonValueKind.Array) Assert.True(field.Value.GetArrayLength() > 0, $"{field.Name} is empty in the answer to {operation}");
            if (field.Value.ValueKind == JsonValueKind.Object && field.Name != "pageInfo") AssertHasSomething(operation, field.Value);
        }
    }

    [GeneratedRegex("```graphql\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex GraphQLBlock();
}
