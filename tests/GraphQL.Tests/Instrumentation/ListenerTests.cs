using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.Tests.AspNetCore;

namespace MusicGraph.GraphQL.Tests.Instrumentation;

/// <summary>What listeners are told, and in which order.</summary>
public sealed class ListenerTests
{
    private readonly ConcurrentQueue<string> _events = [];

    [Fact]
    public async Task A_new_document_is_parsed_validated_and_planned_and_a_known_one_is_not()
    {
        await using var server = await StartAsync();

        await AskAsync(server, "query Q($t: String!) { echo(text: $t) }", new { t = "a" });
        Assert.Equal(
            "http request( parse( ) validate( ) added variables( ) compile( ) cost 10 1 operation( field echo( ) ) ) )",
            Told());
        await AskAsync(server, "query Q($t: String!) { echo(text: $t) }", new { t = "b" });
        Assert.Equal("http request( retrieved variables( ) compile( ) cost 10 1 operation( field echo( ) ) ) )", Told());
    }

    [Fact]
    public async Task Errors_are_told_where_they_come_up()
    {
        await using var server = await StartAsync();

        await AskAsync(server, "{ hello");
        Assert.Equal("http request( parse( ) syntax error ) )", Told());
        await AskAsync(server, "{ nothing }");
        Assert.Equal("http request( parse( ) validate( ) added 1 validation errors ) )", Told());
        await AskAsync(server, "{ broken }");
        Assert.Equal(
            "http request( parse( ) validate( ) added variables( ) compile( ) cost 10 1 operation( field broken( ) resolver error broken request error secret ) ) )",
            Told());
    }

    [Fact]
    public async Task Each_event_of_a_subscription_is_told()
    {
        await using var server = await StartAsync();

        var text = await server.Client.GetStringAsync(
            new Uri("/graphql?query=" + Uri.EscapeDataString("subscription { breaks }"), UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("subscription( event( field breaks( ) )", Told());
        Assert.NotEmpty(text);
    }

    [Fact]
    public async Task Several_listeners_end_in_the_reverse_order()
    {
        await using var server = await TransportServer.StartAsync(configure: graphql => graphql
            .AddDiagnosticEventListener(_ => new Nesting("a", _events))
            .AddDiagnosticEventListener(_ => new Nesting("b", _events)));

        await AskAsync(server, "{ hello }");

        Assert.Equal("a( b( b) a)", Told());
    }

    private Task<TransportServer> StartAsync() => TransportServer.StartAsync(configure: graphql =>
    {
        graphql.Services.AddSingleton(_events);
        graphql.AddDiagnosticEventListener<Everything>().AddDiagnosticEventListener<Http>();
    });

    private static async Task AskAsync(TransportServer server, string query, object? variables = null)
    {
        using var response = await server.Client.PostAsJsonAsync("/graphql", new { query, variables }, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private string Told()
    {
        // The response is sent before the request has ended.
        SpinWait.SpinUntil(() => _events.Count(item => item.EndsWith('(') || item.StartsWith("http", StringComparison.Ordinal)) == _events.Count(item => item.EndsWith(')')), 10_000);
        var told = string.Join(" ", _events);
        _events.Clear();
        return told;
    }

    private sealed class Ending(ConcurrentQueue<string> events, string text) : IDisposable
    {
        public void Dispose() => events.Enqueue(text);
    }

    private sealed class Nesting(string name, ConcurrentQueue<string> events) : ExecutionDiagnosticEventListener
    {
        public override IDisposable ExecuteRequest(IRequestContext context)
        {
            events.Enqueue(name + "(");
            return new Ending(events, name + ")");
        }
    }

    private sealed class Http(ConcurrentQueue<string> events) : ServerDiagnosticEventListener
    {
        public override IDisposable ExecuteHttpRequest(HttpContext context)
        {
            events.Enqueue("http");
            return new Ending(events, ")");
        }
    }

    private sealed class Everything(ConcurrentQueue<string> events) : ExecutionDiagnosticEventListener
    {
        public override bool EnableResolveFieldValue => true;

        public override IDisposable ExecuteRequest(IRequestContext context) => Begin("request");

        public override IDisposable ParseDocument(IRequestContext context) => Begin("parse");

        public override IDisposable ValidateDocument(IRequestContext context) => Begin("validate");

        public override IDisposable CoerceVariables(IRequestContext context) => Begin("variables");

        public override IDisposable CompileOperation(IRequestContext context) => Begin("compile");

        public override IDisposable ExecuteOperation(IRequestContext context) => Begin("operation");

        public override IDisposable ResolveFieldValue(FieldBatch context) => Begin($"field {context.Name}");

        public override IDisposable ExecuteSubscription(IRequestContext subscription) => Begin("subscription");

        public override IDisposable OnSubscriptionEvent(IRequestContext context) => Begin("event");

        public override void SyntaxError(IRequestContext context, GraphQLError error) => events.Enqueue("syntax error");

        public override void ValidationErrors(IRequestContext context, IReadOnlyList<GraphQLError> errors) => events.Enqueue($"{errors.Count} validation errors");

        public override void ResolverError(IRequestContext context, GraphQLError error) => events.Enqueue($"resolver error {error.Path![0]}");

        public override void RequestError(IRequestContext context, Exception exception) => events.Enqueue($"request error {exception.Message}");

        public override void OperationCost(IRequestContext context, double fieldCost, double typeCost) => events.Enqueue($"cost {fieldCost} {typeCost}");

        public override void AddedDocumentToCache(IRequestContext context) => events.Enqueue("added");

        public override void RetrievedDocumentFromCache(IRequestContext context) => events.Enqueue("retrieved");

        private Ending Begin(string name)
        {
            events.Enqueue(name + "(");
            return new Ending(events, ")");
        }
    }
}
