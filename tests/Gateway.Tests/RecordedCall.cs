namespace MusicGraph.Gateway.Tests;

/// <summary>A service invocation as it reached the sidecar.</summary>
internal sealed record RecordedCall(string AppId, string Method, string Path, string Query, string Body, string? Authorization, string? ClientAddress);
