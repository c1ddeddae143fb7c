using MusicGraph.Host.Topology;
using YamlDotNet.RepresentationModel;

namespace MusicGraph.Host.Tests.Deployment;

public sealed class DaprFileTests
{
    [Fact]
    public void DaprYaml_MultiAppRun_StartsTheAppsOfTyeYaml()
    {
        var tye = TyeFile.Load(TyeFile.Find(AppContext.BaseDirectory)!);
        var folder = Path.Combine(tye.Folder, "dapr");
        var stream = new YamlStream();
        using (var reader = File.OpenText(Path.Combine(folder, "dapr.yaml")))
            stream.Load(reader);

        var apps = ((YamlSequenceNode)stream.Documents[0].RootNode["apps"]).Select(app =>
            ((string)app["appID"]!, Path.GetFullPath((string)app["appDirPath"]!, folder)));

        Assert.Equal(tye.Services.Select(service => (service.Name, Path.GetDirectoryName(service.Project)!)), apps);
    }
}
