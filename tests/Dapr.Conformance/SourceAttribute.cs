namespace MusicGraph.Dapr.Conformance;

/// <summary>Where an expectation stands: a page of dapr/docs, or a file of dapr/dapr or dapr/components-contrib.</summary>
/// <param name="page">The repository and the path within it, such as <c>dapr/docs reference/api/state_api.md</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class SourceAttribute(string page) : Attribute
{
    /// <summary>The repository and the path within it.</summary>
    public string Page { get; } = page;
}
