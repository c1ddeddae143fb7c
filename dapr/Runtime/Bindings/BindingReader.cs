using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Http;
using MusicGraph.Dapr.Runtime.Invocation;
using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>Brings the events of input bindings to an app that wants them.</summary>
/// <remarks>As dapr/dapr, <c>pkg/runtime/processor/binding/send.go</c>.</remarks>
internal sealed partial class BindingReader(SidecarState state, AppChannel app, ILogger logger)
{
    private readonly List<IAsyncDisposable> _readings = [];

    /// <summary>Asks the app by <c>OPTIONS</c> which bindings it has a route for, and begins to read those.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var binding in state.Components.InputBindings)
        {
            if (binding.IsExplicit || await IsWantedAsync(binding, cancellationToken).ConfigureAwait(false))
                _readings.Add(binding.Binding.Read((item, cancellation) => HandleAsync(binding, item, cancellation)));
        }
    }

    public async Task StopAsync()
    {
        foreach (var reading in _readings)
            await reading.DisposeAsync().ConfigureAwait(false);
        _readings.Clear();
    }

    private async Task<bool> IsWantedAsync(NamedInputBinding binding, CancellationToken cancellationToken)
    {
        using var request = app.CreateRequest(HttpMethod.Options, binding.Route);
        using var response = await app.SendAsync(request, binding.Route, cancellationToken).ConfigureAwait(false);
        var isWanted = response.IsSuccessStatusCode || response.StatusCode == HttpStatusCode.MethodNotAllowed;
        if (!isWanted)
            LogNotWanted(logger, state.AppId, binding.Name, (int)response.StatusCode);
        return isWanted;
    }

    private async Task<bool> HandleAsync(NamedInputBinding binding, BindingEvent item, CancellationToken cancellationToken)
    {
        try
        {
            var traceParent = TraceContext.Parent(item.Metadata, state.Configuration.SamplingRate);
            using var activity = Telemetry.StartDelivery(binding.Name, traceParent, item.Metadata.GetValueOrDefault("tracestate"));
            Task<HttpResponseMessage> PostAsync(CancellationToken token) => SendAsync(binding, item, activity is null ? traceParent : null, token);
            using var response = await (state.Components.Policies.Inbound(binding.Name, ComponentKind.Binding) is { } policy
                ? policy.ExecuteAsync(PostAsync, Failure, cancellationToken)
                : PostAsync(cancellationToken)).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            state.Metrics.InputBinding(binding.Name, response.IsSuccessStatusCode);
            if (!response.IsSuccessStatusCode)
            {
                LogRefused(logger, state.AppId, binding.Name, (int)response.StatusCode);
                return false;
            }

            if (AppAnswer.Parse(body) is { } answer)
                await FollowAsync(binding.Name, answer, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception error) when (error is HttpRequestException or ResilienceException)
        {
            state.Metrics.InputBinding(binding.Name, success: false);
            LogFailed(logger, error, state.AppId, binding.Name);
            return false;
        }
    }

    private static int? Failure(HttpResponseMessage response) => response.IsSuccessStatusCode ? null : (int)response.StatusCode;

    private async Task<HttpResponseMessage> SendAsync(NamedInputBinding binding, BindingEvent item, string? traceParent, CancellationToken cancellationToken)
    {
        using var request = app.CreateRequest(HttpMethod.Post, binding.Route);
        request.Content = new ByteArrayContent(item.Data) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        foreach (var (name, value) in item.Metadata)
            request.Headers.TryAddWithoutValidation(name, value);
        if (traceParent is not null && !request.Headers.Contains("traceparent"))
            request.Headers.TryAddWithoutValidation("traceparent", traceParent);
        return await app.SendAsync(request, binding.Route, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does what the app's answer asks for. As in daprd, the event counts as handled even where that fails.</summary>
    private async Task FollowAsync(string binding, AppAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            if (answer.State.Count > 0)
                await SaveAsync(answer, cancellationToken).ConfigureAwait(false);
            if (answer.IsParallel)
                await Task.WhenAll(answer.To.Select(name => SendOnAsync(name, answer.Data, cancellationToken))).ConfigureAwait(false);
            else
            {
                foreach (var name in answer.To)
                    await SendOnAsync(name, answer.Data, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogNotFollowed(logger, error, state.AppId, binding);
        }
    }

    private async Task SaveAsync(AppAnswer answer, CancellationToken cancellationToken)
    {
        if (!state.Components.StateStores.TryGetValue(answer.StoreName, out var store))
            throw new BindingException($"state store {answer.StoreName} is not found");

        foreach (var item in answer.State)
        {
            if (!store.Prefix.TryApply(item.Key, out var key))
                throw new BindingException($"key '{item.Key}' may not contain '{State.KeyPrefix.Separator}'");
            await store.Store.ExecuteAsync(item.ToOperation(key, isDelete: false, Empty.Metadata), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SendOnAsync(string name, byte[] data, CancellationToken cancellationToken)
    {
        var result = await OutputCall.InvokeAsync(state.Components, name, "create", data, Empty.Metadata, cancellationToken).ConfigureAwait(false);
        if (result is not null)
            await result.Data.DisposeAsync().ConfigureAwait(false);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "App {AppId} has no route for binding {Binding} (status {Status}).")]
    private static partial void LogNotWanted(ILogger logger, string appId, string binding, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} did not handle an event of binding {Binding} (status {Status}).")]
    private static partial void LogRefused(ILogger logger, string appId, string binding, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "App {AppId} did not get an event of binding {Binding}.")]
    private static partial void LogFailed(ILogger logger, Exception error, string appId, string binding);

    [LoggerMessage(Level = LogLevel.Error, Message = "What app {AppId} answered to an event of binding {Binding} could not be done.")]
    private static partial void LogNotFollowed(ILogger logger, Exception error, string appId, string binding);
}
