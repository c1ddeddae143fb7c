namespace MusicGraph.Dapr.Runtime.Metrics;

/// <summary>A metric: its name, what it counts and its labels beside <c>app_id</c>.</summary>
internal sealed class MetricFamily(string name, string help, params string[] labels)
{
    public string Name { get; } = name;

    public string Help { get; } = help;

    public string[] Labels { get; } = labels;
}
