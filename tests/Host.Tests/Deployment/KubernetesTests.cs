using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using MusicGraph.Host.Topology;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

/// <summary>What <c>kubectl apply -k</c> would be given, checked without a cluster.</summary>
public sealed partial class KubernetesTests
{
    private const string Label = "app.kubernetes.io/name";

    private static readonly TyeFile s_tye = TyeFile.Load(TyeFile.Find(AppContext.BaseDirectory)!);

    public static TheoryData<string> Overlays => [.. Directory.GetDirectories(Kustomization.Overlays).Select(folder => Path.GetFileName(folder)).Order()];

    public static TheoryData<string> Apps => [.. s_tye.Services.Select(service => service.Name)];

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Overlay_PutTogether_HasEveryAppOnceAndTheComponentsOfItsInfrastructure(string overlay)
    {
        var all = Kustomization.Overlay(overlay);

        Assert.All(all.Resources, resource => Assert.False(string.IsNullOrEmpty(resource.Text("apiVersion")) || resource.Name.Length == 0, $"{resource}"));
        Assert.Empty(all.Resources.GroupBy(resource => (resource.Kind, resource.Name)).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.Equal(
            s_tye.Services.Select(service => service.Name).Order(),
            all.Resources.Where(resource => resource.Kind == "Deployment").Select(deployment => deployment.Name).Order());
        Assert.Superset(
            Contracts.Components.Needed.ToHashSet(),
            all.Resources.Where(resource => resource.Kind == "Component").Select(component => component.Name).ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Overlay_Components_AreThoseOfTheFolderOfThisNameWithSecretsFromTheCluster(string overlay)
    {
        var inCluster = Kustomization.Overlay(overlay).Resources.Where(resource => resource.Kind == "Component").ToList();
        var onMachine = Directory.GetFiles(Path.Combine(Kustomization.Root, "components", overlay)).SelectMany(Manifest.Read)
            .Where(manifest => manifest.Text("spec", "type")?.StartsWith("secretstores.", StringComparison.Ordinal) is false);

        foreach (var component in onMachine)
        {
            var other = Assert.Single(inCluster, candidate => candidate.Name == component.Name);
            Assert.Equal($"{component.At("spec", "type")} {component.At("spec", "version")}", $"{other.At("spec", "type")} {other.At("spec", "version")}");
            Assert.Equal(Fields(component), Fields(other));
            Assert.Equal(component.List("scopes").Select(scope => (string?)scope), other.List("scopes").Select(scope => (string?)scope));
        }
    }

    [Theory]
    [MemberData(nameof(Overlays))]
    public void Overlay_Secrets_AreOnlyReferredTo(string overlay)
    {
        var all = Kustomization.Overlay(overlay);

        Assert.DoesNotContain(all.Resources.Concat(all.Patches), resource => resource.Kind == "Secret");
        foreach (var field in all.Resources.Where(resource => resource.Kind == "Component").SelectMany(component => component.List("spec", "metadata")))
        {
            if (SecretField().IsMatch((string)field["name"]!))
                Assert.False(string.IsNullOrEmpty((string?)field["secretKeyRef"]["key"]), $"{field["name"]} is in clear");
        }
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public void App_Manifests_ReferToOneAnother(string app)
    {
        var all = Kustomization.Overlay("redis");
        var deployment = all.Get("Deployment", app);
        var labels = deployment.Map("spec", "template", "metadata", "labels");
        var container = Assert.Single(deployment.List("spec", "template", "spec", "containers"));

        Assert.Equal(labels, deployment.Map("spec", "selector", "matchLabels"));
        Assert.Equal(app, deployment.Text("spec", "template", "metadata", "annotations", "dapr.io/app-id"));
        Assert.Equal(app, all.Get("ServiceAccount", deployment.Text("spec", "template", "spec", "serviceAccountName")!).Name);
        Assert.Equal(("app", $"musicgraph/{app}"), ((string?)container["name"], (string?)container["image"]));
        if (deployment.List("spec", "template", "spec", "volumes").OfType<YamlMappingNode>().Any(volume => volume.Children.ContainsKey("persistentVolumeClaim")))
        {
            Assert.Equal("1", deployment.Text("spec", "replicas")); // it keeps a file that is one process's
            return;
        }

        Assert.Equal(labels, all.Get("PodDisruptionBudget", app).Map("spec", "selector", "matchLabels"));
        var scaled = all.Get("HorizontalPodAutoscaler", app);
        Assert.Equal(("Deployment", app), (scaled.Text("spec", "scaleTargetRef", "kind"), scaled.Text("spec", "scaleTargetRef", "name")));
        Assert.True(int.Parse(scaled.Text("spec", "minReplicas")!) >= 2, "one in each of two zones");
    }

    [Fact]
    public void Gateway_ServiceAndIngress_LeadToIt()
    {
        var all = Kustomization.Overlay("redis");
        var backend = all.Get("Ingress", "musicgraph").List("spec", "rules")[0]["http"]["paths"][0]["backend"]["service"];
        var service = all.Get("Service", (string)backend["name"]!);
        var port = Assert.Single(service.List("spec", "ports"));

        Assert.Equal(s_tye.Public.Name, service.Map("spec", "selector")[Label]);
        Assert.Equal((string?)port["name"], (string?)backend["port"]["name"]);
        Assert.Contains(Common("spec", "template", "spec", "containers")[0]["ports"].AllNodes.OfType<YamlMappingNode>(),
            each => (string?)each["name"] == (string?)port["targetPort"]);
    }

    [Theory]
    [MemberData(nameof(Apps))]
    public async Task App_Probes_AskForWhatItServes(string app)
    {
        var container = Assert.Single(Common("spec", "template", "spec", "containers"));
        await using var built = Build(app);
        var served = Endpoints(built).Select(endpoint => endpoint.RoutePattern.RawText).ToHashSet();

        foreach (var probe in (string[])["startupProbe", "readinessProbe", "livenessProbe"])
            Assert.Contains((string)container[probe]["httpGet"]["path"]!, served);
        Assert.Contains(Patch().Text("spec", "template", "metadata", "annotations", "dapr.io/app-health-check-path"), served);
    }

    /// <summary>daprd refuses what has more than 4 MiB unless it is told otherwise.</summary>
    [Theory]
    [MemberData(nameof(Apps))]
    public async Task App_TakesLargeBodies_WhereItsSidecarDoes(string app)
    {
        await using var built = Build(app);
        var isLarge = Endpoints(built).Select(endpoint => endpoint.Metadata.GetMetadata<IRequestSizeLimitMetadata>())
            .Any(limit => limit is not null && limit.MaxRequestBodySize is not <= 4 * 1024 * 1024);

        var annotations = Kustomization.Overlay("redis").Get("Deployment", app).Map("spec", "template", "metadata", "annotations");
        Assert.Equal(isLarge, annotations.ContainsKey("dapr.io/max-body-size"));
    }

    [Fact]
    public void EveryDeployment_IsSpreadOverZonesAndRunsWithoutRights()
    {
        var pod = Patch().At("spec", "template", "spec")!;
        var container = pod["containers"][0];

        Assert.Contains(Common("spec", "template", "spec", "topologySpreadConstraints"),
            each => (string?)each["topologyKey"] == "topology.kubernetes.io/zone" && (string?)each["whenUnsatisfiable"] == "DoNotSchedule");
        Assert.Equal("true", (string?)pod["securityContext"]["runAsNonRoot"]);
        Assert.Equal("false", (string?)container["securityContext"]["allowPrivilegeEscalation"]);
        Assert.Equal("true", (string?)container["securityContext"]["readOnlyRootFilesystem"]);
    }

    [Fact]
    public void NetworkPolicies_CloseEverythingFirstAndSelectPodsThatAreThere()
    {
        var policies = Kustomization.Overlay("redis").Resources.Where(resource => resource.Kind == "NetworkPolicy").ToList();

        Assert.Contains(policies, policy => policy.Map("spec", "podSelector").Count == 0 && policy.List("spec", "policyTypes").Count == 2
            && policy.At("spec", "ingress") is null && policy.At("spec", "egress") is null);
        var known = s_tye.Services.Select(service => (Label, service.Name)).Append(("app.kubernetes.io/part-of", "musicgraph")).ToHashSet();
        foreach (var (name, value) in policies.SelectMany(policy => policy.Map("spec", "podSelector", "matchLabels")))
            Assert.Contains((name, value), known);
    }

    [Fact]
    public void Configuration_AccessControl_AllowsEveryAppAndNobodyElse()
    {
        var configuration = Kustomization.Overlay("redis").Get("Configuration", "musicgraph");

        Assert.Equal("deny", configuration.Text("spec", "accessControl", "defaultAction"));
        Assert.Equal(s_tye.Services.Select(service => service.Name), configuration.List("spec", "accessControl", "policies").Select(policy => (string)policy["appId"]!));
        Assert.Equal(configuration.Name, Patch().Text("spec", "template", "metadata", "annotations", "dapr.io/config"));
    }

    /// <summary>Streams and partners' clients have no user's token: who asks for them is all that protects them.</summary>
    [Fact]
    public void Configuration_AccessControl_ClosesWhatIsTheGatewaysAsOnOneMachine()
    {
        var machine = Assert.Single(Manifest.Read(Path.Combine(Kustomization.Root, "dapr", "config", "config.yaml")));
        var others = s_tye.Services.Select(service => service.Name).Where(name => name != "gateway").ToArray();

        foreach (var configuration in (Manifest[])[machine, Kustomization.Overlay("redis").Get("Configuration", "musicgraph")])
        {
            var closed = configuration.List("spec", "accessControl", "policies").Where(policy => (string)policy["appId"]! != "gateway");
            Assert.Equal(
                others.Select(name => (name, "/streams/* deny /clients/* deny")),
                closed.Select(policy => (
                    (string)policy["appId"]!,
                    string.Join(' ', ((YamlSequenceNode)policy["operations"]).Select(operation => $"{operation["name"]} {operation["action"]}")))));
        }
    }

    [Fact]
    public void Resiliency_IsThatOfOneMachine()
    {
        var file = Path.Combine(Kustomization.Root, "dapr", "config", "resiliency.yaml");

        Assert.Equal($"{Assert.Single(Manifest.Read(file)).At("spec")}", $"{Kustomization.Overlay("redis").Get("Resiliency", "musicgraph").At("spec")}");
    }

    private static WebApplication Build(string app)
    {
        var assembly = System.Reflection.Assembly.Load(s_tye.Services.Single(service => service.Name == app).AssemblyName);
        var create = assembly.GetType($"{assembly.GetName().Name}.Program")!.GetMethod("Create")!.CreateDelegate<Func<string[], WebApplication>>();
        return create(["--APP_ID=" + app]);
    }

    private static IEnumerable<RouteEndpoint> Endpoints(IEndpointRouteBuilder app) =>
        app.DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>();

    /// <summary>The patch that is put over each Deployment.</summary>
    private static Manifest Patch() => Assert.Single(Kustomization.Overlay("redis").Patches, patch => Path.GetFileName(patch.File) == "every-deployment.yaml");

    private static IReadOnlyList<YamlNode> Common(params ReadOnlySpan<string> path) => Patch().List(path);

    /// <summary>Each field, with its value where that is the same everywhere: not a secret's, and not a place in a file system.</summary>
    private static IEnumerable<string> Fields(Manifest component) =>
        component.List("spec", "metadata").Cast<YamlMappingNode>().Select(field =>
            (string)field["name"]! + (field.Children.TryGetValue("value", out var value) && (string?)field["name"] != "rootPath" ? $"={value}" : ""));

    [GeneratedRegex("password|secret(?!sFile)|connectionString|masterKey|accountKey|url|host", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();
}
