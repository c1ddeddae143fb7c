using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace MusicGraph.Gateway.Tests;

public sealed class MediaTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private string AudioPath => "/audio/" + Uri.EscapeDataString(GlobalIds.Of("Song", gateway.Services.Songs[0].Id));

    [Fact]
    public async Task GET_streams_the_bytes_with_their_tag()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, AudioPath);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"e1\"", response.Headers.ETag?.Tag);
        Assert.Equal("audio/ogg", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(gateway.Services.Media.Bytes, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GET_of_a_range_gives_that_range()
    {
        using var request = gateway.Request(HttpMethod.Get, AudioPath);
        request.Headers.Range = new RangeHeaderValue(10, 19);

        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("bytes 10-19/1000", response.Content.Headers.ContentRange?.ToString());
        Assert.Equal(gateway.Services.Media.Bytes[10..20], await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GET_of_a_range_outside_is_416()
    {
        using var request = gateway.Request(HttpMethod.Get, AudioPath);
        request.Headers.Range = new RangeHeaderValue(5000, null);

        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, response.StatusCode);
        Assert.Equal("bytes */1000", response.Content.Headers.ContentRange?.ToString());
    }

    [Fact]
    public async Task GET_of_what_the_client_has_is_304()
    {
        using var request = gateway.Request(HttpMethod.Get, AudioPath);
        request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"e1\""));

        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task HEAD_gives_the_length_alone()
    {
        using var response = await gateway.SendAsync(HttpMethod.Head, AudioPath);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1000, response.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task PUT_passes_a_large_upload_on()
    {
        const int length = 40 * 1024 * 1024;
        using var body = new ByteArrayContent(new byte[length]);
        body.Headers.ContentType = new MediaTypeHeaderValue("audio/flac");

        using var response = await gateway.SendAsync(HttpMethod.Put, AudioPath, gateway.Services.Ada, body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(length, gateway.Services.Media.UploadedLength);
        Assert.Equal("audio/flac", gateway.Services.Media.UploadedContentType);
    }

    [Fact]
    public async Task PUT_answers_with_ids_and_addresses_of_the_graph()
    {
        var (song, album) = (gateway.Services.Songs[0].Id, gateway.Services.Songs[0].AlbumId!.Value);
        using var audio = new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new MediaTypeHeaderValue("audio/flac") } };
        using var cover = new ByteArrayContent([1]);

        using var ofAudio = await gateway.SendAsync(HttpMethod.Put, AudioPath, gateway.Services.Ada, audio);
        using var ofCover = await gateway.SendAsync(
            HttpMethod.Put, "/covers/" + Uri.EscapeDataString(GlobalIds.Of("Album", album)), gateway.Services.Ada, cover);

        var url = "/audio/" + GlobalIds.Of("Song", song).Replace('+', '-').Replace('/', '_').TrimEnd('=') + "?" + FakeServices.Signature;
        Assert.Equal((HttpStatusCode.Created, url), (ofAudio.StatusCode, ofAudio.Headers.Location?.ToString()));
        var body = JsonNode.Parse(await ofAudio.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(
            (GlobalIds.Of("Song", song), 3L, "audio/flac", url),
            ((string)body["songId"]!, (long)body["size"]!, (string)body["contentType"]!, (string)body["url"]!));
        Assert.Equal(HttpStatusCode.Created, ofCover.StatusCode);
        Assert.StartsWith("/covers/", ofCover.Headers.Location?.ToString());
        Assert.DoesNotContain(album.ToString(), ofCover.Headers.Location!.ToString());
    }

    [Fact]
    public async Task PUT_without_a_token_is_401()
    {
        using var response = await gateway.SendAsync(HttpMethod.Put, AudioPath, body: new ByteArrayContent([1]));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task PUT_of_more_than_an_upload_may_have_is_413()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, gateway.Client.BaseAddress!.Port, TestContext.Current.CancellationToken);
        var head = $"PUT {AudioPath} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Tokens.Of(gateway.Services.Ada)}\r\n"
            + $"Content-Type: audio/ogg\r\nContent-Length: {600L * 1024 * 1024}\r\n\r\n";
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);

        using var reader = new StreamReader(client.GetStream());
        Assert.Equal("HTTP/1.1 413 Payload Too Large", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_fault_of_the_service_is_masked()
    {
        gateway.Services.Media.IsBroken = true;
        using var response = await gateway.SendAsync(HttpMethod.Get, AudioPath);
        gateway.Services.Media.IsBroken = false;

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.DoesNotContain("secret", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task GET_of_what_is_no_id_is_404()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/audio/nonsense");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task GET_takes_a_global_id_with_slashes_as_it_is()
    {
        var id = GlobalIds.Of("Song", new Guid("ffffffff-ffff-ffff-ffff-ffffffffffff"));
        Assert.Contains('/', id);

        using var response = await gateway.SendAsync(HttpMethod.Get, "/audio/" + id);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
