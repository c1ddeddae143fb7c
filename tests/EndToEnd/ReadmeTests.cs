using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

// How the operations of a README's ```graphql fences are pasted:
// - Each `##` section starts anew, as the demo user; its fences run from the top.
// - A fence may declare variables. One without a default takes the value that the last field of its name had in the answers before it in the
//   section: `playlist { playlistId: id }` in one fence, `query Read($playlistId: ID!)` in the next. A list takes it as its only item.
// - An `accessToken` in an answer is whose token the fences after it are sent with.
// - Answers have no errors, in payloads neither, and each of their lists has something in it at least once.
// - A subscription stands while the fence after it is sent again and again, until an event comes. Where none follows, a song is shared.
[Trait(Components.Trait, Components.Any)]
public sealed class ReadmeTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Sections
    {
        get
        {
            var sections = new TheoryData<string, string>();
            foreach (var file in (string[])["README.md", "graphql-api/Gateway/README.md"])
            {
                foreach (var section in ReadmeSection.Read(file))
                    sections.Add(file, section.Title);
            }

            return sections;
        }
    }

    [Theory]
    [MemberData(nameof(Sections))]
    public async Task Section_EveryOperationAsPasted_ReturnsSomething(string file, string title)
    {
        var operations = ReadmeSection.Read(file).Single(section => section.Title == title).Operations;
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        await Condition.UntilAsync(() => IsFoundAsync(demo), "the search has heard of the demo world", Cancel);
        var reader = new ReadmeReader(demo);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i].StartsWith("subscription", StringComparison.Ordinal))
                await AssertHearsAsync(reader, demo, operations[i], i + 1 < operations.Count ? operations[i + 1] : null);
            else
                await reader.SendAsync(operations[i], Cancel);
        }
    }

    /// <summary>The index of the search follows what was written a moment before.</summary>
    private static async Task<bool> IsFoundAsync(ApiClient demo)
    {
        var counts = await demo.QueryAsync(
            """
            {
              songs: search(text: "boat") { songs { totalCount } }
              rest: search(text: "m") { artists { totalCount } playlists { totalCount } users { totalCount } }
            }
            """,
            null,
            Cancel);
        return counts.EnumerateObject().SelectMany(search => search.Value.EnumerateObject())
            .All(kind => kind.Value.GetProperty("totalCount").GetInt32() > 0);
    }

    private async Task AssertHearsAsync(ReadmeReader reader, ApiClient demo, string subscription, string? cause)
    {
        using var mira = await ApiClient.LogInAsync(host.Address, "mira", "musicgraph-demo", Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query = subscription, variables = reader.VariablesOf(subscription) }),
        };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await demo.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync(Cancel));

        // Nothing says when the subscription stands, so its cause is repeated until an event arrives.
        var heard = ReadDataAsync(stream);
        for (var i = 0; i < 1_000 && !heard.IsCompleted; i++)
        {
            if (cause is null)
                await ShareAsync(mira, demo.UserId);
            else
                await reader.SendAsync(cause, Cancel);
        }

        using var answer = JsonDocument.Parse(await heard);
        reader.Take(subscription, answer.RootElement);
    }

    private static async Task ShareAsync(ApiClient mira, string recipientId)
    {
        var songs = await mira.QueryAsync("{ songs(first: 1) { nodes { id } } }", null, Cancel);
        var songId = songs.GetProperty("songs").GetProperty("nodes")[0].GetProperty("id").GetString();
        await mira.MutateAsync("share", "ShareInput", "share { id }", new { songId, recipientIds = new[] { recipientId } }, Cancel);
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
}
