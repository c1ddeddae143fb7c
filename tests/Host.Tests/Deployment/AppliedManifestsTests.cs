using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

/// <summary>What <c>kubectl apply -k</c> sends, patches applied by the real kustomize in kubectl: whatever a manifest names is there.</summary>
public sealed partial class AppliedManifestsTests
{
    // https://docs.dapr.io/reference/arguments-annotations-overview/, and the injector's pkg/injector/patcher/sidecar.go: what it does not
    // know it passes over in silence.
    private static readonly HashSet<string> s_daprAnnotations =
    [
        "dapr.io/enabled", "dapr.io/app-id", "dapr.io/app-port", "dapr.io/config", "dapr.io/app-token-secret", "dapr.io/api-token-secret",
        "dapr.io/enable-app-health-check", "dapr.io/app-health-check-path", "dapr.io/block-shutdown-duration",
        "dapr.io/graceful-shutdown-seconds", "dapr.io/disable-builtin-k8s-secret-store", "dapr.io/sidecar-seccomp-profile-type",
        "dapr.io/sidecar-cpu-request", "dapr.io/sidecar-memory-request", "dapr.io/sidecar-memory-limit", "dapr.io/log-as-json",
        "dapr.io/max-body-size", "dapr.io/volume-mounts", "dapr.io/volume-mounts-rw", "dapr.io/env-from-secret",
    ];

    public static TheoryData<string> Overlays => KubernetesTests.Overlays;

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Pods_NameAccountsSecretsVolumesAndPortsThatAreThere(string overlay)
    {
        var all = await RenderAsync(overlay);
        var secrets = DocumentedSecrets();

        foreach (var deployment in all.Of("Deployment"))
        {
            var pod = deployment.At("spec", "template", "spec")!;
            var annotations = deployment.Map("spec", "template", "metadata", "annotations");
            var labels = deployment.Map("spec", "template", "metadata", "labels");
            var container = Assert.Single((YamlSequenceNode)pod["containers"]);
            var volumes = deployment.List("spec", "template", "spec", "volumes").Cast<YamlMappingNode>().ToDictionary(volume => (string)volume["name"]!);
            var ports = ((YamlSequenceNode)container["ports"]).ToDictionary(port => (string)port["name"]!, port => (string)port["containerPort"]!);
            var env = ((YamlSequenceNode)container["env"]).Cast<YamlMappingNode>().ToDictionary(variable => (string)variable["name"]!);

            all.Has("ServiceAccount", (string)pod["serviceAccountName"]!);
            all.Has("Configuration", annotations["dapr.io/config"]);
            Assert.Subset(s_daprAnnotations, annotations.Keys.Where(name => name.StartsWith("dapr.io/", StringComparison.Ordinal)).ToHashSet());
            Assert.Subset(labels.ToHashSet(), deployment.Map("spec", "selector", "matchLabels").ToHashSet());
            foreach (var spread in deployment.List("spec", "template", "spec", "topologySpreadConstraints"))
            {
                Assert.Subset(labels.ToHashSet(), MapOf(spread["labelSelector"]["matchLabels"]).ToHashSet());
                Assert.All(((YamlSequenceNode)spread["matchLabelKeys"]).Select(key => (string)key!), key =>
                    Assert.True(key == "pod-template-hash" || labels.ContainsKey(key), key)); // that one the Deployment's controller adds
            }

            Assert.Equal(annotations["dapr.io/app-id"], (string?)env["APP_ID"]["value"]);
            Assert.Equal((annotations["dapr.io/app-port"], (string?)env["ASPNETCORE_HTTP_PORTS"]["value"]), (ports["http"], ports["http"]));
            foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
                Assert.Contains((string)container[probe]["httpGet"]["port"]!, ports);
            foreach (var amount in (string[])["cpu", "memory"])
                Assert.Matches("^[1-9]", (string?)container["resources"]["requests"][amount]);

            // Dapr's injector gives the tokens to the sidecar alone.
            foreach (var (variable, annotation) in new[] { ("APP_API_TOKEN", "dapr.io/app-token-secret"), ("DAPR_API_TOKEN", "dapr.io/api-token-secret") })
            {
                var reference = env[variable]["valueFrom"]["secretKeyRef"];
                Assert.Equal((annotations[annotation], "token"), ((string?)reference["name"], (string?)reference["key"]));
                Assert.Contains(annotations[annotation], secrets);
            }

            foreach (var volume in volumes.Values)
            {
                if (volume.Children.TryGetValue("persistentVolumeClaim", out var claim))
                    all.Has("PersistentVolumeClaim", (string)claim["claimName"]!);
                else if (volume.Children.TryGetValue("secret", out var secret))
                    Assert.Contains((string)secret["secretName"]!, secrets);
            }

            foreach (var mount in (YamlSequenceNode)container["volumeMounts"])
                Assert.Contains((string)mount["name"]!, volumes);
            Assert.All(SidecarMounts(annotations), mount => Assert.Contains(mount.Volume, volumes));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task WhatStandsBesideThePods_NamesPodsThatAreThere(string overlay)
    {
        var all = await RenderAsync(overlay);
        var pods = all.Of("Deployment").Select(deployment => deployment.Map("spec", "template", "metadata", "labels")).ToList();

        foreach (var selected in all.Of("PodDisruptionBudget").Select(budget => budget.Map("spec", "selector", "matchLabels"))
            .Concat(all.Of("Service").Select(service => service.Map("spec", "selector")))
            .Concat(all.Of("NetworkPolicy").Select(policy => policy.Map("spec", "podSelector", "matchLabels"))))
        {
            Assert.Contains(pods, labels => selected.All(labels.Contains));
        }

        foreach (var scaled in all.Of("HorizontalPodAutoscaler"))
        {
            var pod = all.Has("Deployment", scaled.Text("spec", "scaleTargetRef", "name")!);
            foreach (var metric in scaled.List("spec", "metrics"))
            {
                Assert.Contains((string)metric["containerResource"]["container"]!,
                    pod.List("spec", "template", "spec", "containers").Select(container => (string)container["name"]!));
            }
        }

        var apps = all.Of("Deployment").Select(deployment => deployment.Name).ToHashSet();
        Assert.Subset(apps, all.Of("Component").SelectMany(component => component.List("scopes")).Select(app => (string)app!).ToHashSet());
        Assert.All(all.Of("Ingress").SelectMany(ingress => ingress.List("spec", "tls")), tls =>
            Assert.Contains((string)tls["secretName"]!, DocumentedSecrets()));
        Assert.All(all.Manifests.Where(manifest => manifest.Kind != "Namespace"), manifest =>
            Assert.Equal("musicgraph", manifest.Text("metadata", "namespace")));
    }

    /// <summary>A sidecar reads files only from volumes that are mounted into it, and values only from secrets that somebody was told to make.</summary>
    [Theory]
    [MemberData(nameof(Overlays))]
    public async Task Components_FindTheirFilesAndSecrets(string overlay)
    {
        var all = await RenderAsync(overlay);
        var variables = File.ReadAllText(Path.Combine(Kustomization.Root, "components", "README.md"));

        foreach (var component in all.Of("Component"))
        {
            foreach (var field in component.List("spec", "metadata").Cast<YamlMappingNode>())
            {
                if (field.Children.TryGetValue("secretKeyRef", out var reference))
                {
                    Assert.Contains((string)reference["name"]!, DocumentedSecrets());
                    Assert.Contains($"`{reference["key"]}`", variables);
                }
                else if ((string)field["value"]! is ['/', ..] path)
                {
                    Assert.All(component.List("scopes"), app => Assert.Contains(
                        SidecarMounts(all.Has("Deployment", (string)app!).Map("spec", "template", "metadata", "annotations")),
                        mount => $"{path}/".StartsWith($"{mount.Path}/", StringComparison.Ordinal)));
                }
            }
        }

        Assert.All(all.Of("Deployment").Select(deployment => deployment.Text("spec", "template", "metadata", "annotations", "dapr.io/env-from-secret")), given =>
        {
            if (given is not null)
                Assert.Equal(("components", true), (given.Split('=', ':')[1], variables.Contains($"`{given.Split('=', ':')[2]}`", StringComparison.Ordinal)));
        });
    }

    /// <summary>The names of the Secrets that deploy/README.md has somebody create.</summary>
    private static HashSet<string> DocumentedSecrets() =>
        [.. SecretCreation().Matches(File.ReadAllText(Path.Combine(Kustomization.Root, "deploy", "README.md"))).Select(match => match.Groups[1].Value)];

    /// <summary>What is mounted into a sidecar: <c>VOLUME:PATH,…</c>.</summary>
    private static IEnumerable<(string Volume, string Path)> SidecarMounts(Dictionary<string, string> annotations) =>
        from name in (string[])["dapr.io/volume-mounts", "dapr.io/volume-mounts-rw"]
        where annotations.ContainsKey(name)
        from mount in annotations[name].Split(',')
        select (mount.Split(':')[0], mount.Split(':')[1]);

    private static Dictionary<string, string> MapOf(YamlNode node) =>
        ((YamlMappingNode)node).ToDictionary(pair => (string)pair.Key!, pair => (string)pair.Value!);

    private static async Task<Rendered> RenderAsync(string overlay)
    {
        Process kubectl;
        try
        {
            kubectl = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Path.Combine(Kustomization.Overlays, overlay)])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("There is no kubectl on this machine.");
            throw;
        }

        using (kubectl)
        {
            var errors = kubectl.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var manifests = await kubectl.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            Assert.Equal("", await errors);
            return new Rendered([.. Manifest.Read(overlay, new StringReader(manifests))]);
        }
    }

    [GeneratedRegex(@"create secret (?:generic|tls) (\S+)")]
    private static partial Regex SecretCreation();

    private sealed record Rendered(IReadOnlyList<Manifest> Manifests)
    {
        public IEnumerable<Manifest> Of(string kind) => Manifests.Where(manifest => manifest.Kind == kind);

        public Manifest Has(string kind, string name) => Assert.Single(Of(kind), manifest => manifest.Name == name);
    }
}
