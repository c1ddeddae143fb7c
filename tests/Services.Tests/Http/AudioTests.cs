using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using MusicGraph.Contracts;

namespace MusicGraph.Services.Tests.Http;

public sealed class AudioTests(World world)
{
    // Three chunks, the last of them not full.
    private readonly byte[] _bytes = Ogg((2 * 1024 * 1024) + 12_345);

    [Fact]
    public async Task Upload_ThenStream_GivesTheSameBytes()
    {
        var (owner, song) = await UploadedAsync();
        using var response = await GetAsync(song, _ => { });

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("audio/ogg", response.Content.Headers.ContentType?.ToString());
        Assert.Equal(ETag(_bytes), response.Headers.ETag?.Tag);
        Assert.Equal("bytes", Assert.Single(response.Headers.AcceptRanges));
        Assert.True(Enumerable.SequenceEqual(_bytes, await BytesAsync(response)));
        var file = Assert.Single(await owner.PostAsync<AudioFile[]>("audio", "audio/batch", new BatchRequest([song, Guid.NewGuid()])));
        Assert.Equal((_bytes.LongLength, ETag(_bytes).Trim('"')), (file.Size, file.ETag));

        using var head = await owner.SendAsync("audio", HttpMethod.Head, $"audio/{song}");
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(_bytes.Length, head.Content.Headers.ContentLength);
        Assert.Equal(response.Headers.ETag, head.Headers.ETag);
        Assert.Equal(response.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(response.Content.Headers.LastModified, head.Content.Headers.LastModified);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1_048_575)]
    [InlineData(1_048_575, 1_048_576)]
    [InlineData(1_048_576, 2_097_151)]
    [InlineData(100, 2_109_496)]
    [InlineData(2_109_496, 2_109_496)]
    public async Task Range_One_GivesExactlyThoseBytes(int from, int to)
    {
        var (_, song) = await UploadedAsync();
        using var response = await GetAsync(song, request => request.Headers.Range = new RangeHeaderValue(from, to));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal($"bytes {from}-{to}/{_bytes.Length}", response.Content.Headers.ContentRange?.ToString());
        Assert.True(Enumerable.SequenceEqual(_bytes[from..(to + 1)], await BytesAsync(response)));
    }

    [Fact]
    public async Task Range_Several_GivesParts()
    {
        var (_, song) = await UploadedAsync();
        using var response = await GetAsync(song, request => request.Headers.Add("Range", "bytes=10-19, 1048570-1048580, -5"));

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("multipart/byteranges", response.Content.Headers.ContentType?.MediaType);
        Assert.Null(response.Content.Headers.ContentRange);
        var body = Encoding.Latin1.GetString(await BytesAsync(response));
        Assert.Equal(response.Content.Headers.ContentLength, body.Length);
        var boundary = response.Content.Headers.ContentType!.Parameters.Single(parameter => parameter.Name == "boundary").Value;
        var parts = body.Split($"\r\n--{boundary}");
        Assert.Equal(["", "--\r\n"], [parts[0], parts[^1]]);
        foreach (var (part, (from, to)) in parts[1..^1].Zip([(10, 19), (1_048_570, 1_048_580), (_bytes.Length - 5, _bytes.Length - 1)]))
        {
            Assert.Equal(
                $"\r\nContent-Type: audio/ogg\r\nContent-Range: bytes {from}-{to}/{_bytes.Length}\r\n\r\n"
                + Encoding.Latin1.GetString(_bytes[from..(to + 1)]),
                part);
        }
    }

    [Theory]
    [InlineData("bytes=9999999-", 416)]
    [InlineData("bytes=-0", 416)]
    [InlineData("bytes=5-4", 200)]
    [InlineData("bytes=x", 200)]
    [InlineData("frames=1-2", 200)]
    public async Task Range_BeyondTheEndOrMalformed_IsAnsweredSo(string range, int status)
    {
        var (_, song) = await UploadedAsync();
        using var response = await GetAsync(song, request => request.Headers.TryAddWithoutValidation("Range", range));

        Assert.Equal(status, (int)response.StatusCode);
        if (status == 416)
            Assert.Equal($"bytes */{_bytes.Length}", response.Content.Headers.ContentRange?.ToString());
    }

    [Theory]
    [InlineData("If-None-Match", "{etag}", 304)]
    [InlineData("If-None-Match", "W/{etag}", 304)]
    [InlineData("If-None-Match", "\"a\", {etag}", 304)]
    [InlineData("If-None-Match", "*", 304)]
    [InlineData("If-None-Match", "\"other\"", 206)]
    [InlineData("If-Match", "{etag}", 206)]
    [InlineData("If-Match", "*", 206)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-Match", "W/{etag}", 412)]
    [InlineData("If-Range", "{etag}", 206)]
    [InlineData("If-Range", "W/{etag}", 200)]
    [InlineData("If-Range", "\"other\"", 200)]
    [InlineData("If-Range", "Thu, 01 Jan 1970 00:00:00 GMT", 200)]
    [InlineData("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT", 304)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 206)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT", 412)]
    public async Task Condition_DecidesWhatIsAnswered(string header, string value, int status)
    {
        var (_, song) = await UploadedAsync();
        using var response = await GetAsync(song, request =>
        {
            request.Headers.Range = new RangeHeaderValue(0, 9);
            request.Headers.TryAddWithoutValidation(header, value.Replace("{etag}", ETag(_bytes)));
        });

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(ETag(_bytes), response.Headers.ETag?.Tag);
    }

    [Fact]
    public async Task Upload_Again_ReplacesTheOldAndItsChunks()
    {
        var (owner, song) = await UploadedAsync();
        Assert.Equal(3, world.Blobs(song).Count);
        var shorter = Ogg(1_000);

        using var created = await PutAsync(owner, song, shorter);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        using var response = await GetAsync(song, _ => { });
        Assert.Equal(shorter, await BytesAsync(response));
        Assert.Single(world.Blobs(song));
    }

    [Fact]
    public async Task Upload_WhatIsNotAllowed_IsRefusedAndLeavesNothing()
    {
        var owner = await Someone.RegisterAsync(world);
        var other = await Someone.RegisterAsync(world);
        var song = (await owner.AddSongAsync("Silent")).Id;
        var large = Ogg(World.MaxAudioBytes + 1);

        Assert.Equal((413, Problems.TooLarge), await RefusalAsync(owner, song, large));
        Assert.Equal((413, Problems.TooLarge), await RefusalAsync(owner, song, large, chunked: true));
        Assert.Equal((415, Problems.UnsupportedMedia), await RefusalAsync(owner, song, Encoding.ASCII.GetBytes("<html>")));
        Assert.Equal((415, Problems.UnsupportedMedia), await RefusalAsync(owner, song, Ogg(100), "text/html"));
        Assert.Equal((415, Problems.UnsupportedMedia), await RefusalAsync(owner, song, Ogg(100), $"audio/{new string('x', 300)}"));
        Assert.Equal((400, Problems.Invalid), await RefusalAsync(owner, song, []));
        Assert.Equal((400, Problems.Invalid), await RefusalAsync(owner, song, Ogg(100), range: new ContentRangeHeaderValue(100, 199, 1000)));
        Assert.Equal((403, Problems.Forbidden), await RefusalAsync(other, song, Ogg(100)));
        Assert.Equal((401, Problems.Unauthenticated), await RefusalAsync(Someone.Guest(world), song, Ogg(100)));
        Assert.Equal((404, Problems.NotFound), await RefusalAsync(owner, Guid.NewGuid(), Ogg(100)));
        Assert.Equal((HttpStatusCode.NotFound, Problems.NotFound), await owner.FailAsync("audio", HttpMethod.Get, $"audio/{song}"));
        Assert.Empty(world.Blobs(song));
    }

    [Fact]
    public async Task Upload_ByAnAdmin_IsAllowed()
    {
        var owner = await Someone.RegisterAsync(world);
        var admin = await world.AdminAsync();
        var song = (await owner.AddSongAsync("Fixed")).Id;

        using var created = await PutAsync(admin, song, Ogg(100));

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
    }

    private static byte[] Ogg(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        "OggS"u8.CopyTo(bytes);
        return bytes;
    }

    private static string ETag(byte[] bytes) => $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"";

    private static async Task<byte[]> BytesAsync(HttpResponseMessage response) =>
        await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

    private static ByteArrayContent Body(byte[] bytes, string type) =>
        new(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } };

    private static Task<HttpResponseMessage> PutAsync(
        Someone user, Guid song, byte[] bytes, string type = "audio/ogg", bool chunked = false, ContentRangeHeaderValue? range = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"audio/{song}") { Content = Body(bytes, type) };
        request.Content.Headers.ContentRange = range;
        request.Headers.TransferEncodingChunked = chunked;
        return user.SendAsync("audio", request);
    }

    private static async Task<(int Status, string? Code)> RefusalAsync(
        Someone user, Guid song, byte[] bytes, string type = "audio/ogg", bool chunked = false, ContentRangeHeaderValue? range = null)
    {
        using var response = await PutAsync(user, song, bytes, type, chunked, range);
        return ((int)response.StatusCode, await Someone.CodeOfAsync(response));
    }

    private async Task<(Someone Owner, Guid Song)> UploadedAsync()
    {
        var owner = await Someone.RegisterAsync(world);
        var song = (await owner.AddSongAsync("Loud")).Id;
        using var response = await PutAsync(owner, song, _bytes);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (owner, song);
    }

    /// <summary>As a guest, at the address that was signed for everybody.</summary>
    private async Task<HttpResponseMessage> GetAsync(Guid song, Action<HttpRequestMessage> configure)
    {
        var guest = Someone.Guest(world);
        var request = new HttpRequestMessage(HttpMethod.Get, await SignedAddressTests.AddressAsync(guest, song));
        configure(request);
        return await guest.SendAsync("audio", request);
    }
}
