using System.Security.Cryptography;
using System.Text.Json;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings.AzureBlob;

/// <summary>What is Blob Storage's own: fields, headers, lists, signed addresses, and a server that goes away.</summary>
public sealed class AzureBlobBindingTests(ServerFixture<AzuriteServer> fixture) : IClassFixture<ServerFixture<AzuriteServer>>, IAsyncLifetime
{
    private readonly string _container = $"c{Guid.NewGuid():N}";
    private IOutputBinding _binding = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _binding = await OpenAsync();

    public ValueTask DisposeAsync() => _binding.DisposeAsync();

    [Fact]
    public async Task Create_WithDecodeBase64_WritesTheBytes()
    {
        await using var binding = await OpenAsync(("decodeBase64", "true"));

        await binding.InvokeAsync("create", "\"AP8=\"", ("blobName", "bytes"));

        var result = await binding.InvokeAsync("get", metadata: ("blobName", "bytes"));
        using var copy = new MemoryStream();
        await result!.Data.CopyToAsync(copy, Cancellation);
        Assert.Equal([0x00, 0xFF], copy.ToArray());
        await Assert.ThrowsAsync<BindingException>(() => binding.InvokeAsync("create", "\"no base64!\"", ("blobName", "bytes")));
    }

    [Fact]
    public async Task Create_WithoutAName_AnswersTheOneItMade()
    {
        var created = await _binding.InvokeAsync("create", "\"text\"");

        var answer = JsonElement.Parse(await created.TextAsync());
        var name = answer.GetProperty("blobName").GetString()!;
        Assert.True(Guid.TryParse(name, out _));
        Assert.Equal(name, created!.Metadata["blobName"]);
        Assert.EndsWith($"/{_container}/{name}", answer.GetProperty("blobURL").GetString(), StringComparison.Ordinal);
        Assert.Equal("text", await (await _binding.InvokeAsync("get", metadata: ("blobName", name))).TextAsync());
    }

    [Fact]
    public async Task Create_OfSeveralBlocks_IsReadBackWhole()
    {
        await using var binding = await OpenAsync(("decodeBase64", "true"));
        var bytes = new byte[(9 * 1024 * 1024) + 1];
        new Random(1).NextBytes(bytes);

        await binding.InvokeAsync("create", $"\"{Convert.ToBase64String(bytes)}\"", ("blobName", "large"));

        var result = await binding.InvokeAsync("get", metadata: ("blobName", "large"));
        Assert.Equal(bytes.Length, result!.Length);
        await using var data = result.Data;
        Assert.Equal(SHA256.HashData(bytes), await SHA256.HashDataAsync(data, Cancellation));
    }

    [Fact]
    public async Task Create_KeepsHeadersAndMetadata()
    {
        var md5 = Convert.ToBase64String(MD5.HashData("text"u8));
        await _binding.InvokeAsync(
            "create", "\"text\"", ("blobName", "song"), ("contentType", "audio/ogg"), ("ContentMD5", md5), ("cacheControl", "no-cache"), ("file-Näme", "ä b"));

        var got = await _binding.InvokeAsync("get", metadata: [("blobName", "song"), ("includeMetadata", "true")]);
        var plain = await _binding.InvokeAsync("get", metadata: ("blobName", "song"));
        var listed = JsonElement.Parse(await (await _binding.InvokeAsync("list")).TextAsync())[0].GetProperty("Properties");

        Assert.Equal(KeyValuePair.Create("fileNme", "b"), Assert.Single(got!.Metadata));
        Assert.Empty(plain!.Metadata);
        Assert.Equal("audio/ogg", listed.GetProperty("ContentType").GetString());
        Assert.Equal(md5, listed.GetProperty("ContentMD5").GetString());
        Assert.Equal("no-cache", listed.GetProperty("CacheControl").GetString());
        await got.Data.DisposeAsync();
        await plain.Data.DisposeAsync();
    }

    [Theory]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA==")]
    public async Task Create_WithAWrongMd5_WritesNothing(string md5)
    {
        await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync("create", "\"text\"", ("blobName", "song"), ("contentMD5", md5)));

        await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync("get", metadata: ("blobName", "song")));
    }

    [Fact]
    public async Task List_AnswersPagesAndWhereTheNextBegins()
    {
        foreach (var name in (string[])["a/1", "a/2", "a/3", "b"])
            await _binding.InvokeAsync("create", "\"x\"", ("blobName", name), ("kind", "test"));

        var first = await _binding.InvokeAsync("list", """{"prefix":"a/","maxResults":2,"include":{"metadata":true}}""");
        var second = await _binding.InvokeAsync("list", $$"""{"prefix":"a/","maxResults":2,"marker":"{{first!.Metadata["marker"]}}"}""");

        Assert.Equal("2", first.Metadata["number"]);
        Assert.Equal("1", first.Metadata["pagesTraversed"]);
        var blobs = JsonElement.Parse(await first.TextAsync());
        Assert.Equal(["a/1", "a/2"], blobs.EnumerateArray().Select(blob => blob.GetProperty("Name").GetString()!));
        Assert.Equal("test", blobs[0].GetProperty("Metadata").GetProperty("kind").GetString());
        Assert.Equal("a/3", JsonElement.Parse(await second.TextAsync())[0].GetProperty("Name").GetString());
        Assert.Equal("", second!.Metadata["marker"]);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("""{"maxResults":"many"}""")]
    public async Task List_WithOtherData_Fails(string data)
        => await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync("list", data));

    [Fact]
    public async Task Presign_AnswersAnAddressThatReadsForAWhile()
    {
        await _binding.InvokeAsync("create", "\"text\"", ("blobName", "song"));
        var signed = JsonElement.Parse(await (await _binding.InvokeAsync("presign", metadata: [("blobName", "song"), ("signTTL", "5m")])).TextAsync());

        using var http = new HttpClient();
        Assert.Equal("text", await http.GetStringAsync(new Uri(signed.GetProperty("presignURL").GetString()!), Cancellation));
        await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync("presign", metadata: [("blobName", "song"), ("signTTL", "-5m")]));
        await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync("presign", metadata: ("blobName", "song")));
    }

    [Theory]
    [InlineData("get", "absent", "blob not found")]
    [InlineData("delete", "absent", "blob not found")]
    [InlineData("get", "", "blobName is a required attribute")]
    [InlineData("delete", "", "blobName is a required attribute")]
    public async Task ABlobThatIsNotThere_IsToldAsDaprdTells(string operation, string name, string expected)
        => Assert.Equal(
            expected,
            (await Assert.ThrowsAsync<BindingException>(() => _binding.InvokeAsync(operation, metadata: ("blobName", name)))).Message);

    [Fact]
    public async Task Delete_WithAnUnknownSnapshotOption_Fails()
        => await Assert.ThrowsAsync<BindingException>(
            () => _binding.InvokeAsync("delete", metadata: [("blobName", "song"), ("deleteSnapshots", "some")]));

    [Theory]
    [InlineData("accountName", "")]
    [InlineData("accountKey", "no key!")]
    [InlineData("accountKey", "d3Jvbmcga2V5")]
    [InlineData("containerName", "")]
    [InlineData("containerName", "NOT A NAME")]
    [InlineData("endpoint", "nowhere")]
    [InlineData("getBlobRetryCount", "some")]
    [InlineData("getBlobRetryCount", "-1")]
    [InlineData("decodeBase64", "perhaps")]
    [InlineData("publicAccessLevel", "everything")]
    [InlineData("connectionString", "none")]
    [InlineData("acountName", "x")]
    public async Task Open_WithAWrongField_NamesFileComponentAndField(string name, string value)
    {
        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => OpenAsync((name, value)));

        Assert.StartsWith("test.yaml: component test (bindings.azure.blobstorage): ", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{name}'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("d3Jvbmcga2V5", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ByConnectionString_Works()
    {
        var connection = $"AccountName={AzuriteServer.AccountName};AccountKey={AzuriteServer.AccountKey};BlobEndpoint={fixture.Server.Endpoint}/{AzuriteServer.AccountName};";
        await using var binding = await OpenAsync(("accountName", ""), ("accountKey", ""), ("endpoint", ""), ("connectionString", connection));

        await binding.InvokeAsync("create", "\"x\"", ("blobName", "song"));

        Assert.Equal("x", await (await _binding.InvokeAsync("get", metadata: ("blobName", "song"))).TextAsync());
    }

    [Theory]
    [InlineData("accountName", "storageAccount")]
    [InlineData("accountKey", "storageAccessKey")]
    [InlineData("containerName", "container")]
    public async Task Open_ByAFieldsOtherName_Works(string name, string other)
    {
        var value = name switch { "accountName" => AzuriteServer.AccountName, "accountKey" => AzuriteServer.AccountKey, _ => _container };

        await using var binding = await OpenAsync((name, ""), (other, value));
    }

    [Fact]
    public async Task Open_WhereNobodyListens_SaysSo()
    {
        var endpoint = $"http://127.0.0.1:{LoopbackPort.Free()}";

        var error = await Assert.ThrowsAsync<DaprConfigurationException>(() => OpenAsync(("endpoint", endpoint)));

        Assert.Contains(endpoint, error.Message, StringComparison.Ordinal);
        Assert.Contains("'endpoint'", error.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AServerThatIsKilledAndComesBack_HasWhatWasAcknowledgedAndServesAgain()
    {
        await using var server = new AzuriteServer();
        await server.StartAsync(Cancellation);
        await using var binding = await BlobBindings.OpenAsync(server);
        await binding.InvokeAsync("create", "\"before\"", ("blobName", "song"));
        await server.WaitUntilKeptAsync("song", Cancellation);

        await server.KillAsync();
        var error = await Assert.ThrowsAsync<BindingException>(() => binding.InvokeAsync("create", "\"while\"", ("blobName", "song")));
        await server.StartAsync(Cancellation);

        Assert.Contains("error uploading az blob: Connection refused", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("before", await (await binding.InvokeAsync("get", metadata: ("blobName", "song"))).TextAsync());
        await binding.InvokeAsync("create", "\"after\"", ("blobName", "song"));
        Assert.Equal("after", await (await binding.InvokeAsync("get", metadata: ("blobName", "song"))).TextAsync());
    }

    private Task<IOutputBinding> OpenAsync(params (string Name, string Value)[] changes)
        => BlobBindings.OpenAsync(fixture.Server, [("containerName", _container), .. changes]);
}
