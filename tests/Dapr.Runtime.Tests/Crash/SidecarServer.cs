using System.Diagnostics;
using MusicGraph.Servers;

namespace MusicGraph.Dapr.Runtime.Tests.Crash;

/// <summary>A sidecar that can be killed: <c>tests/SidecarProcess</c>.</summary>
/// <param name="component">The component that it is about, as YAML.</param>
internal sealed class SidecarServer(string component, Uri app) : ServerProcess
{
    protected override string Package => "the project SidecarProcess";

    protected override ProcessStartInfo StartInfo
    {
        get
        {
            var components = Path.Combine(Folder, "components");
            Directory.CreateDirectory(components);
            File.WriteAllText(Path.Combine(components, "component.yaml"), component);
            return new ProcessStartInfo(
                Path.Combine(AppContext.BaseDirectory, "MusicGraph.SidecarProcess"), [components, Path.Combine(Folder, "data"), $"{Port}", $"{app}"]);
        }
    }
}
