using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using MusicGraph.Audio.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Secrets;
using MusicGraph.Services.Tests.State;

namespace MusicGraph.Services.Tests.Http;

/// <summary>What an address of audio is good for: one song, and not for long.</summary>
public sealed class SignedAddressTests(World world)
{
    private readonly Someone _guest = Someone.Guest(world);

    /// <summary>The address that a song is streamed from, as anybody is given it.</summary>
    internal static async Task<string> AddressAsync(Someone someone, Guid song) =>
        $"audio/{song}?{(await someone.PostAsync<AudioFile[]>("audio", "audio/batch", new BatchRequest([song]))).Single().Signature}";

    [Fact]
    public async Task Guest_WithTheAddress_HearsTheSong_AndWithoutItsSignatureDoesNot()
    {
        var (_, song) = await UploadedAsync();
        var address = await AddressAsync(_guest, song);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_guest, address));
        Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await _guest.FailAsync("audio", HttpMethod.Get, address.Split('?')[0]));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(_guest, address.Split('?')[0], HttpMethod.Head));
    }

    [Fact]
    public async Task Range_AtASignedAddress_IsAPart()
    {
        var (_, song) = await UploadedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, await AddressAsync(_guest, song)) { Headers = { Range = new RangeHeaderValue(0, 3) } };

        using var response = await _guest.SendAsync("audio", request);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal("OggS", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("another song's")]
    [InlineData("a later end")]
    [InlineData("a changed signature")]
    [InlineData("a signature of nothing")]
    [InlineData("two signatures")]
    [InlineData("no end")]
    [InlineData("an end that is no number")]
    public async Task Address_ThatWasTamperedWith_IsRefused(string how)
    {
        var (_, song) = await UploadedAsync();
        var (_, another) = await UploadedAsync();
        var address = await AddressAsync(_guest, song);
        var (expires, signature) = (Part(address, "expires"), Part(address, "signature"));
        var changed = how switch
        {
            "another song's" => $"audio/{another}?expires={expires}&signature={signature}",
            "a later end" => $"audio/{song}?expires={long.Parse(expires) + 3600}&signature={signature}",
            "a changed signature" => $"audio/{song}?expires={expires}&signature={(signature[0] == 'A' ? 'B' : 'A')}{signature[1..]}",
            "a signature of nothing" => $"audio/{song}?expires={expires}&signature=",
            "two signatures" => $"{address}&signature={signature}",
            "no end" => $"audio/{song}?signature={signature}",
            _ => $"audio/{song}?expires=never&signature={signature}",
        };

        Assert.Equal((HttpStatusCode.Forbidden, Problems.Forbidden), await _guest.FailAsync("audio", HttpMethod.Get, changed));
    }

    [Fact]
    public async Task Uploads_NeedTheToken_WhateverTheAddressSays()
    {
        var (_, song) = await UploadedAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(_guest, await AddressAsync(_guest, song), HttpMethod.Put));
    }

    [Fact]
    public async Task User_WithATokenInPlaceOfTheSignature_HearsTheSong()
    {
        var (_, song) = await UploadedAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await Someone.RegisterAsync(world), $"audio/{song}"));
    }

    [Fact]
    public async Task Address_EndsOnTheHour_SoThatAllGetTheSame_AndThenItIsRefused()
    {
        var clock = new SettableTime { Now = new DateTimeOffset(2030, 1, 2, 3, 15, 0, TimeSpan.Zero) };
        using var dapr = world.Dapr("audio");
        var addresses = new SignedAddresses(new SecretKeys(dapr), clock);
        var song = Guid.NewGuid();

        var first = (await addresses.SignerAsync(country: null, TestContext.Current.CancellationToken))(song);
        clock.Now += TimeSpan.FromMinutes(44);
        var second = (await addresses.SignerAsync(country: null, TestContext.Current.CancellationToken))(song);

        Assert.Equal(first, second);
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 5, 0, 0, TimeSpan.Zero), DateTimeOffset.FromUnixTimeSeconds(long.Parse(Part(first, "expires"))));
        clock.Now = new DateTimeOffset(2030, 1, 2, 4, 59, 59, TimeSpan.Zero);
        Assert.True(await IsGoodAsync());
        clock.Now += TimeSpan.FromSeconds(1);
        Assert.False(await IsGoodAsync());

        Task<bool> IsGoodAsync() => addresses.IsGoodAsync(
            song, new QueryCollection(QueryHelpers.ParseQuery(first)), TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> StatusAsync(Someone someone, string address, HttpMethod? method = null)
    {
        using var response = await someone.SendAsync("audio", method ?? HttpMethod.Get, address);
        return response.StatusCode;
    }

    private async Task<(Someone Owner, Guid Song)> UploadedAsync()
    {
        var owner = await Someone.RegisterAsync(world);
        var song = (await owner.AddSongAsync($"Signed {Guid.NewGuid():N}")).Id;
        using var content = new ByteArrayContent([.. "OggS"u8, .. new byte[100]]) { Headers = { ContentType = new MediaTypeHeaderValue("audio/ogg") } };
        using var response = await owner.SendAsync("audio", HttpMethod.Put, $"audio/{song}", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return (owner, song);
    }

    private static string Part(string address, string name) =>
        address.Split('?', '&').Single(part => part.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
}
