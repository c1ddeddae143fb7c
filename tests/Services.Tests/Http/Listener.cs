using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

/// <summary>An app that hears what is published for live subscribers, and what nobody could handle.</summary>
public sealed class Listener
{
    private readonly List<(string Topic, string Data)> _heard = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.UseCloudEvents();
        app.MapSubscribeHandler();
        app.MapGet("/healthz", () => "well");
        foreach (var topic in Topics.OfOutboxes.Select(Topics.DeadLettersOf).Append(Topics.PlaylistItems).Append(Topics.Streams))
        {
            app.MapPost($"/events/{topic}", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body, Encoding.UTF8);
                Add(topic, await reader.ReadToEndAsync());
            }).WithTopic(Components.PubSub, topic);
        }

        return app;
    }

    /// <summary>The events of a topic that have a word in them, as soon as there are so many.</summary>
    public async Task<IReadOnlyList<string>> HearAsync(string topic, string word, int count = 1)
    {
        while (true)
        {
            Task more;
            lock (_lock)
            {
                var found = _heard.Where(heard => heard.Topic == topic && heard.Data.Contains(word, StringComparison.Ordinal)).Select(heard => heard.Data).ToArray();
                if (found.Length >= count)
                    return found;
                more = _more.Task;
            }

            await more.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Add(string topic, string data)
    {
        lock (_lock)
        {
            _heard.Add((topic, data));
            _more.SetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}
