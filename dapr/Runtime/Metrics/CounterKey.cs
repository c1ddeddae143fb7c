namespace MusicGraph.Dapr.Runtime.Metrics;

/// <summary>A counter and the values of its labels.</summary>
internal readonly record struct CounterKey(MetricFamily Family, string First, string Second = "", string Third = "");
