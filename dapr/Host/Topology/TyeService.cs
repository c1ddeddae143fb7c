namespace MusicGraph.Host.Topology;

/// <summary>One app of <c>tye.yaml</c>.</summary>
/// <param name="Name">Its name and Dapr app id.</param>
/// <param name="Project">The full path of its project file.</param>
/// <param name="Port">The port it must have; null for any free one.</param>
/// <param name="Environment">Variables it gets.</param>
/// <param name="Replicas">How many of it run.</param>
internal sealed record TyeService(
    string Name, string Project, int? Port, IReadOnlyDictionary<string, string> Environment, int Replicas = 1)
{
    /// <summary>The name that <c>Directory.Build.props</c> gives the project's assembly.</summary>
    public string AssemblyName => $"MusicGraph.{Path.GetFileNameWithoutExtension(Project)}";
}
