using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Secrets;

namespace MusicGraph.Dapr.Runtime.Components;

/// <summary>Opens components: all at once, but a secret store before those that take their secrets from it.</summary>
internal sealed partial class ComponentOpening(
    IReadOnlyList<ComponentDefinition> definitions, string workingDirectory, ILoggerFactory loggers, TimeProvider time)
{
    private readonly Dictionary<string, ComponentDefinition> _byName = definitions.ToDictionary(definition => definition.Name);
    private readonly Dictionary<string, Task<OpenComponent?>> _tasks = [];
    private readonly ILogger _logger = loggers.CreateLogger<ComponentOpening>();

    /// <exception cref="DaprConfigurationException">One cannot be opened; those that were are closed again.</exception>
    public async Task<IReadOnlyList<OpenComponent>> OpenAllAsync(CancellationToken cancellationToken)
    {
        foreach (var definition in definitions)
        {
            ComponentRegistry.EnsureKnown(definition);
            EnsureSecretStore(definition);
        }

        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        foreach (var definition in definitions)
            _ = Start(definition, giveUp.Token);
        try
        {
            // The first that fails ends the wait for the others.
            await foreach (var task in Task.WhenEach(_tasks.Values).ConfigureAwait(false))
                await task.ConfigureAwait(false);
            return [.. _tasks.Values.Select(task => task.Result).OfType<OpenComponent>()];
        }
        catch
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
            foreach (var task in _tasks.Values)
                await CloseAsync(task).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task CloseAsync(Task<OpenComponent?> task)
    {
        await ((Task)task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (task.IsCompletedSuccessfully && task.Result is { } open)
            await open.Component.DisposeAsync().ConfigureAwait(false);
    }

    /// <exception cref="DaprConfigurationException">The store of its secrets is no component here, or waits for itself.</exception>
    private void EnsureSecretStore(ComponentDefinition definition)
    {
        var seen = new HashSet<string> { definition.Name };
        for (var current = definition; current.Secrets.Count > 0;)
        {
            var store = current.SecretStore!;
            if (!_byName.TryGetValue(store, out var next) || !next.Type.StartsWith("secretstores.", StringComparison.Ordinal))
                throw current.Error($"metadata field '{current.Secrets[0].Field}' refers to a secret of '{store}', which is no secret store here");
            if (!seen.Add(store))
                throw definition.Error($"its secrets come from '{definition.SecretStore}', which waits for '{store}': a circle");
            current = next;
        }
    }

    private Task<OpenComponent?> Start(ComponentDefinition definition, CancellationToken cancellationToken)
    {
        if (_tasks.TryGetValue(definition.Name, out var started))
            return started;

        var store = definition.Secrets.Count == 0
            ? Task.FromResult<OpenComponent?>(null)
            : Start(_byName[definition.SecretStore!], cancellationToken);

        // On the pool: a component that opens a file or a connection without awaiting must not hold up the others.
        return _tasks[definition.Name] = Task.Run(() => OpenAsync(definition, store, cancellationToken), CancellationToken.None);
    }

    private async Task<OpenComponent?> OpenAsync(ComponentDefinition definition, Task<OpenComponent?> store, CancellationToken cancellationToken)
    {
        try
        {
            var secrets = (await store.ConfigureAwait(false))?.Component as ISecretStore;
            var resolved = await SecretResolution.ResolveAsync(definition, secrets, cancellationToken).ConfigureAwait(false);
            return new OpenComponent(definition, await OpenInTimeAsync(resolved, cancellationToken).ConfigureAwait(false));
        }
        catch (DaprConfigurationException error) when (definition.IgnoreErrors)
        {
            LogIgnored(_logger, error.Message);
            return null;
        }
    }

    private async Task<IComponent> OpenInTimeAsync(ComponentDefinition definition, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var logger = loggers.CreateLogger($"Dapr.{definition.Type}.{definition.Name}");
        var context = new ComponentContext(definition, new ComponentMetadata(definition), workingDirectory, logger, time);
        var opening = ComponentRegistry.OpenAsync(context, limit.Token);
        try
        {
            // Not every client listens to its token: the wait ends by itself, and what opens later is closed.
            return await opening.WaitAsync(definition.InitTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is TimeoutException or OperationCanceledException && !opening.IsCompleted)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            _ = opening.ContinueWith(
                static late => late.Result.DisposeAsync().AsTask(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            cancellationToken.ThrowIfCancellationRequested();
            var seconds = definition.InitTimeout.TotalSeconds;
            throw definition.Error($"{(context.Server is { } server ? $"{server} did not answer" : "it did not open")} within {seconds:0.###} s ('initTimeout')", error);
        }
        catch (Exception error) when (error is not DaprConfigurationException && !cancellationToken.IsCancellationRequested)
        {
            throw definition.Error($"it cannot be opened: {error.Message}", error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Reason}; it is left out ('ignoreErrors').")]
    private static partial void LogIgnored(ILogger logger, string reason);
}
