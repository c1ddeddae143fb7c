using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed partial class ReadmeTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tour_EveryOperation_ReturnsSomething()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), Cancel);
        var operations = GraphQLBlock().Matches(text).Select(match => match.Groups["operation"].Value).ToList();

        Assert.NotEmpty(operations);
        foreach (var operation in operations)
        {
            if (operation.StartsWith("subscription", StringComparison.Ordinal))
            {
                await AssertHearsAShareAsync(demo, operation);
                continue;
            }

            var data = await demo.QueryAsync(operation, null, Cancel);
            Assert.All(data.EnumerateObject(), field => AssertNotEmpty(operation, field.Value));
        }
    }

    private async Task AssertHearsAShareAsync(ApiClient demo, string operation)
    {
        using var mira = await ApiClient.LogInAsync(host.Address, "mira", "musicgraph-demo", Cancel);
        var songs = await mira.QueryAsync("{ songs(first: 1) { nodes { id } } }", null, Cancel);
        var share = new
        {
            songId = songs.GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString(),
            recipientIds = new[] { demo.UserId },
        };

        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = operation }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await demo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));

        // Nothing says when the subscription stands, so shares are made until one arrives.
        var heard = ReadDataAsync(reader);
        for (var i = 0; i < 1_000 && !heard.IsCompleted; i++)
            await mira.MutateAsync("share", "ShareInput", "share { id }", share, Cancel);

        using var answer = JsonDocument.Parse(await heard);
        Assert.False(answer.RootElement.TryGetProperty("errors", out _), answer.RootElement.ToString());
        AssertNotEmpty(operation, answer.RootElement.GetProperty("data"));
    }

    private static async Task<string> ReadDataAsync(StreamReader events)
    {
        while (await events.ReadLineAsync(Cancel) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
                return line["data: ".Length..];
        }

        throw new EndOfStreamException("The stream ended before an event came.");
    }

    /// <summary>Lists have something in them, and payloads no errors.</summary>
    private static void AssertNotEmpty(string operation, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            Assert.True(value.GetArrayLength() > 0, operation);
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in value.EnumerateObject())
        {
            if (field.NameEquals("errors"))
                Assert.Equal((operation, JsonValueKind.Null), (operation, field.Value.ValueKind));
            else
                AssertNotEmpty(operation, field.Value);
        }
    }

    [GeneratedRegex("^```graphql\n(?<operation>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex GraphQLBlock();
}
