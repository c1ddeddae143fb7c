using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>What a client is told of errors that nobody expected, of being too slow, and what happens when it goes.</summary>
public sealed class MaskingTests
{
    [Fact]
    public async Task A_fault_is_masked_and_found_in_the_log_by_its_trace_id()
    {
        using var log = new ErrorLog();
        await using var server = await StartAsync(log, details: false);

        var (status, answer) = await AskAsync(server, "{ broken }");

        Assert.Equal(HttpStatusCode.OK, status);
        var error = answer["errors"]![0]!;
        Assert.Equal("Unexpected Execution Error", (string?)error["message"]);
        Assert.Equal("broken", (string?)error["path"]![0]);
        Assert.Equal("INTERNAL_SERVER_ERROR", (string?)error["extensions"]!["code"]);
        Assert.Equal(["code", "traceId"], error["extensions"]!.AsObject().Select(member => member.Key));
        var traceId = (string)error["extensions"]!["traceId"]!;
        Assert.Matches("^[0-9a-f]{32}$", traceId);
        var entry = Assert.Single(log.Entries);
        Assert.Contains(traceId, entry.Message);
        Assert.Equal(traceId, entry.TraceId);
        Assert.Equal("secret", entry.Exception!.Message);
        Assert.DoesNotContain("secret", answer.ToJsonString());
    }

    [Fact]
    public async Task A_trace_of_the_client_goes_on_in_the_error()
    {
        using var log = new ErrorLog();
        await using var server = await StartAsync(log, details: false);

        var (_, answer) = await AskAsync(server, "{ broken }", ("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));

        Assert.Equal("0af7651916cd43dd8448eb211c80319c", (string?)answer["errors"]![0]!["extensions"]!["traceId"]);
    }

    [Fact]
    public async Task Details_are_for_those_who_ask_for_them()
    {
        using var log = new ErrorLog();
        await using var server = await StartAsync(log, details: true);

        var (_, answer) = await AskAsync(server, "{ broken }");

        var extensions = answer["errors"]![0]!["extensions"]!;
        Assert.Equal("secret", (string?)extensions["message"]);
        Assert.True(extensions.AsObject().ContainsKey("stackTrace"));
    }

    [Fact]
    public async Task An_operation_that_takes_too_long_ends_with_HotChocolates_code()
    {
        await using var server = await TransportServer.StartAsync(
            configure: graphql => graphql.ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromMilliseconds(50)));

        var (status, answer) = await AskAsync(server, "{ never }");

        Assert.Equal(HttpStatusCode.GatewayTimeout, status);
        Assert.Equal(
            """{"errors":[{"message":"The request exceeded the configured timeout of \u006000:00:00.0500000\u0060.","extensions":{"code":"HC0045"}}]}""",
            answer.ToJsonString());
    }

    [Fact]
    public async Task A_client_that_goes_cancels_its_operation()
    {
        using var log = new ErrorLog();
        await using var server = await StartAsync(log, details: false);
        using var gone = new CancellationTokenSource();
        var asking = AskAsync(server, "{ never }", gone.Token);
        await server.Gate.Entered;

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await server.Gate.Cancelled;
        Assert.Empty(log.Entries);
    }

    private static Task<TransportServer> StartAsync(ErrorLog log, bool details) => TransportServer.StartAsync(configure: graphql =>
    {
        graphql.Services.AddLogging(logging => logging.AddProvider(log));
        graphql.ModifyRequestOptions(options => options.IncludeExceptionDetails = details);
    });

    private static Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(TransportServer server, string query, params (string Name, string Value)[] headers) =>
        AskAsync(server, query, TestContext.Current.CancellationToken, headers);

    private static async Task<(HttpStatusCode Status, JsonNode Answer)> AskAsync(
        TransportServer server, string query, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent($$"""{"query":"{{query}}"}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Accept", "application/graphql-response+json");
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        using var response = await server.Client.SendAsync(request, cancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }

    private sealed record Entry(string Message, string? TraceId, Exception? Exception);

    /// <summary>Keeps what the engine logs as an error.</summary>
    private sealed class ErrorLog : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<Entry> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var traceId = (state as IReadOnlyList<KeyValuePair<string, object?>>)?.FirstOrDefault(pair => pair.Key == "TraceId").Value as string;
            Entries.Enqueue(new Entry(formatter(state, exception), traceId, exception));
        }

        public void Dispose()
        {
            // What was logged is looked at after the server has gone.
        }
    }
}
