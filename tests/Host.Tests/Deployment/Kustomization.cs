using MusicGraph.Host.Topology;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

/// <summary>What a kustomization puts together: its own manifests and those of the folders that it names. Patches are not applied.</summary>
internal sealed class Kustomization
{
    private Kustomization(string folder)
    {
        var file = Path.Combine(folder, "kustomization.yaml");
        var own = Assert.Single(Manifest.Read(file));
        foreach (var reference in own.List("resources").Select(node => Path.GetFullPath((string)node!, folder)))
        {
            if (Directory.Exists(reference))
            {
                var inner = new Kustomization(reference);
                Resources.AddRange(inner.Resources);
                Patches.AddRange(inner.Patches);
                continue;
            }

            Assert.True(File.Exists(reference), $"{file} names {reference}, which is not there.");
            Resources.AddRange(Manifest.Read(reference));
        }

        var patches = own.List("patches").Where(node => !((YamlMappingNode)node).Children.ContainsKey("patch")); // one without "patch" names a file
        foreach (var patch in patches.Select(node => Path.Combine(folder, (string)node["path"]!)))
        {
            Assert.True(File.Exists(patch), $"{file} names {patch}, which is not there.");
            Patches.AddRange(Manifest.Read(patch));
        }
    }

    public static string Root { get; } = Path.GetDirectoryName(TyeFile.Find(AppContext.BaseDirectory))!;

    public static string Overlays { get; } = Path.Combine(Root, "deploy", "kubernetes", "overlays");

    public List<Manifest> Resources { get; } = [];

    public List<Manifest> Patches { get; } = [];

    public static Kustomization Overlay(string name) => new(Path.Combine(Overlays, name));

    /// <summary>The one resource of this kind and name.</summary>
    public Manifest Get(string kind, string name) =>
        Assert.Single(Resources, resource => resource.Kind == kind && resource.Name == name);
}
