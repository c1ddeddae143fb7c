using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings.AzureBlob;

public sealed class AzureBlobConformanceTests(ServerFixture<AzuriteServer> fixture) : OutputBindingConformance, IClassFixture<ServerFixture<AzuriteServer>>
{
    protected override string NameField => "blobName";

    internal override async ValueTask<IOutputBinding> OpenAsync()
        => await BlobBindings.OpenAsync(fixture.Server, ("containerName", $"c{Guid.NewGuid():N}"));
}
