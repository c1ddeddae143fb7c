using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>The policies of one sidecar, by target. A target without any has null, and its calls cost nothing.</summary>
/// <remarks>
/// https://docs.dapr.io/operations/resiliency/resiliency-overview/. A target that no file names has the default policies, where a file defines
/// them: https://docs.dapr.io/operations/resiliency/policies/default-policies/.
/// </remarks>
internal sealed class ResiliencyPolicies
{
    private readonly Dictionary<string, TimeSpan> _timeouts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RetryPolicy> _retries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BreakerSettings> _breakers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PolicyNames> _apps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (PolicyNames Inbound, PolicyNames Outbound)> _components = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AppPolicies> _ofApps = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CircuitBreaker> _ofComponents = new(StringComparer.Ordinal);
    private readonly PolicyNames? _appDefault;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public ResiliencyPolicies(IEnumerable<ResiliencyDefinition> definitions, TimeProvider time, ILogger logger)
    {
        _time = time;
        _logger = logger;
        foreach (var definition in definitions)
        {
            Merge(definition.Timeouts, _timeouts);
            Merge(definition.Retries, _retries);
            Merge(definition.Breakers, _breakers);
            Merge(definition.Apps, _apps);
            Merge(definition.Components, _components);
        }

        _appDefault = Default("App");
    }

    /// <summary>For invoking a method of an app or of an HTTP endpoint; circuits are kept by method.</summary>
    public Policy? ForApp(string appId, string method)
        => (_apps.GetValueOrDefault(appId) ?? _appDefault) is { } names
            ? _ofApps.GetOrAdd(appId, static (app, state) => state.Self.Create(app, state.Names), (Self: this, Names: names)).For(method)
            : null;

    /// <summary>For what the app asks a component.</summary>
    public Policy? Outbound(string component, ComponentKind kind) => ForComponent(component, kind, isInbound: false);

    /// <summary>For what a component brings to the app.</summary>
    public Policy? Inbound(string component, ComponentKind kind) => ForComponent(component, kind, isInbound: true);

    private static void Merge<T>(IReadOnlyDictionary<string, T> from, Dictionary<string, T> to)
    {
        foreach (var (name, value) in from)
            to[name] = value;
    }

    private Policy? ForComponent(string component, ComponentKind kind, bool isInbound)
    {
        var direction = isInbound ? "Inbound" : "Outbound";
        var names = _components.TryGetValue(component, out var target)
            ? (isInbound ? target.Inbound : target.Outbound)
            : Default($"{kind}Component{direction}", $"Component{direction}", "Component");
        if (names is null)
            return null;

        // As in daprd, both directions of a component share a circuit.
        var breaker = Find(_breakers, names.CircuitBreaker) is { } settings
            ? _ofComponents.GetOrAdd(component, _ => new CircuitBreaker($"{names.CircuitBreaker}-{component}", settings, _time, _logger))
            : null;
        return Create(names, breaker);
    }

    private AppPolicies Create(string appId, PolicyNames names)
        => new(
            names.BreakerCacheSize,
            Find(_breakers, names.CircuitBreaker) is { } settings
                ? method => Create(names, new CircuitBreaker($"{appId}:{method}", settings, _time, _logger))
                : null,
            Create(names, breaker: null));

    private Policy? Create(PolicyNames names, CircuitBreaker? breaker)
    {
        TimeSpan? timeout = names.Timeout is { } name && _timeouts.TryGetValue(name, out var limit) && limit > TimeSpan.Zero ? limit : null;
        var retry = Find(_retries, names.Retry);
        return timeout is null && retry is null && breaker is null ? null : new Policy(timeout, retry, breaker, _time);
    }

    private static T? Find<T>(Dictionary<string, T> policies, string? name)
        where T : class
        => name is null ? null : policies.GetValueOrDefault(name);

    /// <summary>The default policies of a target, from the narrowest level that has one to the widest.</summary>
    private PolicyNames? Default(params ReadOnlySpan<string> levels)
    {
        var (timeout, retry, breaker) = ((string?)null, (string?)null, (string?)null);
        foreach (var level in (ReadOnlySpan<string>)[.. levels, ""])
        {
            timeout ??= _timeouts.ContainsKey($"Default{level}TimeoutPolicy") ? $"Default{level}TimeoutPolicy" : null;
            retry ??= _retries.ContainsKey($"Default{level}RetryPolicy") ? $"Default{level}RetryPolicy" : null;
            breaker ??= _breakers.ContainsKey($"Default{level}CircuitBreakerPolicy") ? $"Default{level}CircuitBreakerPolicy" : null;
        }

        return timeout is null && retry is null && breaker is null ? null : new PolicyNames(timeout, retry, breaker);
    }
}
