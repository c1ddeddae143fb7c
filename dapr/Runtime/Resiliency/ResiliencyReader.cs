using System.Globalization;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>Reads a <c>Resiliency</c> file.</summary>
/// <remarks>https://docs.dapr.io/reference/resource-specs/resiliency-schema/.</remarks>
internal static class ResiliencyReader
{
    private const string BuiltIn = "DaprBuiltIn";

    private static readonly TimeSpan s_retryDuration = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_maxInterval = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_breakerTimeout = TimeSpan.FromSeconds(60);

    public static ResiliencyDefinition Read(YamlFields document, string file, ILogger logger)
    {
        var name = ResourceLoader.ReadName(document);
        document = document.At($"resiliency {name}");
        var spec = document.Mapping("spec") ?? throw document.Error("field 'spec' is missing");
        var policies = spec.Mapping("policies");
        var timeouts = policies?.Mapping("timeouts") is { } fields
            ? fields.Names().ToDictionary(timeout => timeout, timeout => Duration(fields, timeout) ?? TimeSpan.Zero, StringComparer.Ordinal)
            : [];
        var retries = Read(policies, "retries", ReadRetry);
        var breakers = Read(policies, "circuitBreakers", ReadBreaker);
        policies?.EnsureAllRead();
        foreach (var builtIn in retries.Keys.Where(key => key.StartsWith(BuiltIn, StringComparison.Ordinal)))
            ConfigurationReader.LogNoEffect(logger, spec.Place, builtIn, "a sidecar of another process that is not there is tried three more times, a second apart");

        var targets = spec.Mapping("targets");
        var apps = Read(targets, "apps", ReadNames);
        var components = Read(targets, "components", ReadComponent);
        if (targets?.Has("actors") == true)
            ConfigurationReader.LogNoEffect(logger, targets.Place, "actors", "the embedded runtime has no actors");
        targets?.EnsureAllRead();
        spec.EnsureAllRead();
        var scopes = document.Texts("scopes");
        document.EnsureAllRead();
        return new ResiliencyDefinition(timeouts, retries, breakers, apps, components, scopes, file);
    }

    /// <exception cref="DaprConfigurationException">A target has a policy that no file defines.</exception>
    public static void EnsureDefined(IReadOnlyList<ResiliencyDefinition> all)
    {
        foreach (var definition in all)
        {
            var targets = definition.Apps.Select(app => ("app " + app.Key, app.Value))
                .Concat(definition.Components.SelectMany(component => new[]
                {
                    ($"component {component.Key}, inbound", component.Value.Inbound), ($"component {component.Key}, outbound", component.Value.Outbound),
                }));
            foreach (var (target, names) in targets)
            {
                Ensure(names.Timeout, "timeout", other => other.Timeouts.ContainsKey(names.Timeout!));
                Ensure(names.Retry, "retry", other => other.Retries.ContainsKey(names.Retry!));
                Ensure(names.CircuitBreaker, "circuitBreaker", other => other.Breakers.ContainsKey(names.CircuitBreaker!));

                void Ensure(string? policy, string field, Func<ResiliencyDefinition, bool> isDefined)
                {
                    if (policy is not null && !all.Any(isDefined))
                        throw new DaprConfigurationException($"{definition.Source}: resiliency: target {target}: field '{field}' names '{policy}', which no file defines");
                }
            }
        }
    }

    private static Dictionary<string, T> Read<T>(YamlFields? parent, string field, Func<YamlFields, T> read)
    {
        var items = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, fields) in parent?.NamedMappings(field) ?? [])
        {
            items[name] = read(fields);
            fields.EnsureAllRead();
        }

        return items;
    }

    private static RetryPolicy ReadRetry(YamlFields retry)
    {
        var policy = retry.Text("policy") ?? "constant";
        if (policy.ToLowerInvariant() is not ("constant" or "exponential"))
            throw retry.Error($"field 'policy' is '{policy}', which is neither constant nor exponential");

        return new RetryPolicy(
            policy.Equals("exponential", StringComparison.OrdinalIgnoreCase),
            Duration(retry, "duration") ?? s_retryDuration,
            Duration(retry, "maxInterval") ?? s_maxInterval,
            retry.Number("maxRetries") ?? -1,
            ReadStatuses(retry));
    }

    private static StatusRanges? ReadStatuses(YamlFields retry)
    {
        if (retry.Mapping("matching") is not { } matching)
            return null;

        var field = "httpStatusCodes";
        try
        {
            var statuses = StatusRanges.Parse(matching.Text(field), 100, 599);
            field = "gRPCStatusCodes";
            StatusRanges.Parse(matching.Text(field), 0, 16); // Nothing here speaks gRPC, but a mistake is one all the same.
            matching.EnsureAllRead();
            return statuses;
        }
        catch (FormatException error)
        {
            throw matching.Error($"field '{field}': {error.Message}");
        }
    }

    private static BreakerSettings ReadBreaker(YamlFields breaker)
    {
        var trip = TripCondition.Default;
        try
        {
            if (breaker.Text("trip") is { Length: > 0 } text)
                trip = TripCondition.Parse(text);
        }
        catch (FormatException error)
        {
            throw breaker.Error($"field 'trip': {error.Message}");
        }

        return new BreakerSettings(
            Math.Max(breaker.Number("maxRequests") ?? 1, 1),
            Duration(breaker, "interval") ?? TimeSpan.Zero,
            Duration(breaker, "timeout") is { Ticks: > 0 } timeout ? timeout : s_breakerTimeout,
            trip);
    }

    private static PolicyNames ReadNames(YamlFields target)
        => new(
            Name(target, "timeout"),
            Name(target, "retry"),
            Name(target, "circuitBreaker"),
            target.Number("circuitBreakerCacheSize") is > 0 and var size ? size : 100);

    private static (PolicyNames Inbound, PolicyNames Outbound) ReadComponent(YamlFields component)
    {
        return (ReadDirection("inbound"), ReadDirection("outbound"));

        PolicyNames ReadDirection(string direction)
        {
            if (component.Mapping(direction) is not { } target)
                return new PolicyNames(null, null, null);

            var names = new PolicyNames(Name(target, "timeout"), Name(target, "retry"), Name(target, "circuitBreaker"));
            target.EnsureAllRead();
            return names;
        }
    }

    private static string? Name(YamlFields target, string field) => target.Text(field) is { Length: > 0 } name ? name : null;

    /// <summary>A Go duration, or a number of milliseconds.</summary>
    private static TimeSpan? Duration(YamlFields fields, string name)
        => long.TryParse(fields.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : fields.Duration(name);
}
