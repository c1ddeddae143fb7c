using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MusicGraph.Dapr.Runtime.Metrics;

/// <summary>What a sidecar counts, by the names of daprd's metrics, in Prometheus' text format.</summary>
/// <remarks>https://github.com/dapr/dapr/blob/master/docs/development/dapr-metrics.md.</remarks>
internal sealed class SidecarMetrics(string appId)
{
    // Paths come from clients; past this many they are counted as one.
    private const int MaxPaths = 1000;
    private const string OtherPaths = "(other)";

    private static readonly MetricFamily s_server = new(
        "dapr_http_server_request_count", "HTTP requests that the sidecar answered.", "method", "status");

    private static readonly MetricFamily s_app = new(
        "dapr_http_client_completed_count", "HTTP requests that the app answered.", "client_method", "client_path", "client_status");

    private static readonly MetricFamily s_probes = new("dapr_http_healthprobes_completed_count", "Health probes of the app.", "status");

    private static readonly MetricFamily s_sent = new(
        "dapr_runtime_service_invocation_req_sent_total", "Service invocations sent for the app.", "dst_app_id");

    private static readonly MetricFamily s_received = new(
        "dapr_runtime_service_invocation_req_recv_total", "Service invocations received for the app.", "src_app_id");

    private static readonly MetricFamily s_state = new("dapr_component_state_count", "State operations.", "component", "operation", "success");

    private static readonly MetricFamily s_ingress = new(
        "dapr_component_pubsub_ingress_count", "Attempts to bring an event to the app.", "component", "topic", "process_status");

    private static readonly MetricFamily s_egress = new(
        "dapr_component_pubsub_egress_count", "Events that the app published.", "component", "topic", "success");

    private static readonly MetricFamily s_binding = new(
        "dapr_component_output_binding_count", "Output bindings called.", "component", "operation", "success");

    private static readonly MetricFamily s_inputBinding = new(
        "dapr_component_input_binding_count", "Events of input bindings that were brought to the app.", "component", "success");

    private readonly ConcurrentDictionary<CounterKey, StrongBox<long>> _counters = new();
    private readonly ConcurrentDictionary<string, bool> _paths = new(StringComparer.Ordinal);

    public void ServerRequest(string method, int status) => Increment(new CounterKey(s_server, method, Text(status)));

    public void AppRequest(string method, string path, int status) => Increment(new CounterKey(s_app, method, Bounded(path), Text(status)));

    public void AppProbe(int status) => Increment(new CounterKey(s_probes, Text(status)));

    public void InvocationSent(string target) => Increment(new CounterKey(s_sent, target));

    public void InvocationReceived(string source) => Increment(new CounterKey(s_received, source));

    public void State(string component, string operation, bool success) => Increment(new CounterKey(s_state, component, operation, Text(success)));

    public void PubSubIngress(string component, string topic, string status) => Increment(new CounterKey(s_ingress, component, topic, status));

    public void PubSubEgress(string component, string topic, bool success) => Increment(new CounterKey(s_egress, component, topic, Text(success)));

    public void Binding(string component, string operation, bool success) => Increment(new CounterKey(s_binding, component, operation, Text(success)));

    public void InputBinding(string component, bool success) => Increment(new CounterKey(s_inputBinding, component, Text(success)));

    /// <summary>All counters in Prometheus' text format, version 0.0.4.</summary>
    public string Render()
    {
        var text = new StringBuilder();
        foreach (var family in _counters.GroupBy(counter => counter.Key.Family).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
        {
            text.Append("# HELP ").Append(family.Key.Name).Append(' ').Append(family.Key.Help).Append('\n');
            text.Append("# TYPE ").Append(family.Key.Name).Append(" counter\n");
            foreach (var (key, count) in family)
            {
                text.Append(family.Key.Name).Append("{app_id=\"").Append(Escape(appId)).Append('"');
                ReadOnlySpan<string> values = [key.First, key.Second, key.Third];
                for (var i = 0; i < family.Key.Labels.Length; i++)
                    text.Append(',').Append(family.Key.Labels[i]).Append("=\"").Append(Escape(values[i])).Append('"');
                text.Append("} ").Append(Volatile.Read(ref count.Value).ToString(CultureInfo.InvariantCulture)).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Escape(string value)
        => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private static string Text(bool success) => success ? "true" : "false";

    private static string Text(int status) => status switch
    {
        200 => "200",
        204 => "204",
        404 => "404",
        _ => status.ToString(CultureInfo.InvariantCulture),
    };

    private string Bounded(string path)
    {
        if (_paths.ContainsKey(path))
            return path;
        if (_paths.Count >= MaxPaths)
            return OtherPaths;

        _paths.TryAdd(path, true);
        return path;
    }

    private void Increment(CounterKey key)
        => Interlocked.Increment(ref _counters.GetOrAdd(key, static _ => new StrongBox<long>()).Value);
}
