using System.Net;
using System.Security.Cryptography;

namespace MusicGraph.Dapr.Conformance.Invocation;

/// <summary>Calling an app through its sidecar: here the app calls itself.</summary>
[Source(Pages.InvokeApi)]
public sealed class InvocationTests(Subject subject) : ConformanceTests(subject)
{
    private const string Method = "/v1.0/invoke/conformance/method";

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [Source(Pages.DirectMessaging)]
    public async Task EveryVerb_ArrivesAsItself(string verb)
    {
        var id = NewId();
        using var response = await SendAsync(new HttpMethod(verb), $"{Method}/echo/{id}", verb is "GET" ? null : "body", "text/plain");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var received = await App.WaitForAsync($"/echo/{id}", id);
        Assert.Equal(verb, received.Method);
        Assert.Equal(verb is "GET" ? "" : "body", received.Body);
    }

    [Fact]
    public async Task Head_HasAStatusAndNoBody()
    {
        var id = NewId();
        using var response = await SendAsync(HttpMethod.Head, $"{Method}/echo/{id}", headers: ("x-answer-header", "yes"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("yes", Header(response, "x-answered"));
        Assert.Equal("HEAD", (await App.WaitForAsync($"/echo/{id}", id)).Method);
    }

    [Theory]
    [InlineData("api/v1/add")]
    [InlineData("a/b/c/d/e")]
    [InlineData("with.dots/and-lines_")]
    public async Task APath_MayHaveManyParts(string path)
    {
        var id = NewId();
        using var response = await GetAsync($"{Method}/echo/{id}/{path}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await App.WaitForAsync($"/echo/{id}/{path}", id);
    }

    [Theory]
    [InlineData("?a=1")]
    [InlineData("?a=1&b=2&a=3")]
    [InlineData("?q=%26%3D%20x")]
    [Source(Pages.DirectMessaging)]
    public async Task AQuery_ArrivesAsItIs(string query)
    {
        var id = NewId();
        using var response = await GetAsync($"{Method}/echo/{id}{query}");

        Assert.EndsWith(query, (await App.WaitForAsync($"/echo/{id}", id)).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task AStatus_ComesBackAsItIs(int status)
    {
        using var response = await SendAsync(
            HttpMethod.Post, $"{Method}/echo/{NewId()}", """{"detail":"mine"}""", headers: ("x-answer-status", $"{status}"));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("""{"detail":"mine"}""", await TextAsync(response));
    }

    [Fact]
    public async Task NoContent_ComesBackAsItIs()
    {
        using var response = await SendAsync(HttpMethod.Post, $"{Method}/echo/{NewId()}", "x", headers: ("x-answer-status", "204"));

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Fact]
    public async Task Headers_GoBothWays()
    {
        var id = NewId();
        using var response = await SendAsync(
            HttpMethod.Post, $"{Method}/echo/{id}", "x", "text/plain", ("x-mine", "one"), ("x-answer-header", "two"));

        Assert.Equal("one", (await App.WaitForAsync($"/echo/{id}", id)).Headers["x-mine"]);
        Assert.Equal("two", Header(response, "x-answered"));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/vnd.song+json")]
    public async Task AContentType_GoesBothWays(string contentType)
    {
        var id = NewId();
        using var response = await PostAsync($"{Method}/echo/{id}", "{}", contentType);

        Assert.Equal(contentType, (await App.WaitForAsync($"/echo/{id}", id)).Headers["Content-Type"]);
        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    [Source(Pages.InvokeHowTo)]
    [Source(Pages.DirectMessaging)]
    public async Task TheApp_MayBeNamedByAHeader()
    {
        var id = NewId();
        using var response = await SendAsync(HttpMethod.Post, $"/echo/{id}", "x", "text/plain", ("dapr-app-id", "conformance"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var received = await App.WaitForAsync($"/echo/{id}", id);
        Assert.False(received.Headers.ContainsKey("dapr-app-id"));
    }

    [Fact]
    [Source(Pages.InvokeHowTo)]
    [Source(Pages.DirectMessaging)]
    public async Task TheApp_MayBeNamedByBasicAuthentication()
    {
        var id = NewId();
        var credentials = Convert.ToBase64String("dapr-app-id:conformance"u8);
        using var response = await SendAsync(HttpMethod.Post, $"/echo/{id}", "x", "text/plain", ("Authorization", $"Basic {credentials}"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await App.WaitForAsync($"/echo/{id}", id);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(3_000_000)]
    public async Task ABody_ArrivesWhole(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        using var content = new ByteArrayContent(bytes);

        using var response = await Dapr.PostAsync($"{Method}/length/{NewId()}", content, Cancellation);

        Assert.Equal($"{length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}", await TextAsync(response));
    }

    [Fact]
    [Source("dapr/dapr tests/integration/suite/daprd/serviceinvocation/http (streamed answers)")]
    public async Task AnAnswer_IsStreamed()
    {
        var id = NewId();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{Method}/gate/{id}");
        using var response = await Dapr.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(Cancellation);

        await stream.ReadExactlyAsync(new byte[32768], Cancellation);
        App.Open(id);
        using var rest = new MemoryStream();
        await stream.CopyToAsync(rest, Cancellation);

        Assert.Equal(32768 + 3, rest.Length);
    }

    [Theory]
    [InlineData("GET", "/v1.0/invoke/conformance")]
    [InlineData("GET", "/v1.0/nothing-of-that-name")]
    [InlineData("GET", "/v1.0/state/statestore")]
    [InlineData("PATCH", "/v1.0/state/statestore/key")]
    [InlineData("GET", "/v1.0/publish/pubsub/plain")]
    [InlineData("DELETE", "/v1.0/bindings/files")]
    [InlineData("POST", "/v1.0/secrets/secretstore/key")]
    [InlineData("GET", "/v1.0/secrets/secretstore")]
    [InlineData("POST", "/v1.0/healthz")]
    [InlineData("POST", "/v1.0/metadata")]
    [InlineData("GET", "/v1.0/shutdown")]
    [InlineData("GET", "/v1.0-alpha1/lock/lockstore")]
    [Source("dapr/dapr pkg/api/http/server.go (NotFound and MethodNotAllowed of the router)")]
    [Source(Pages.DirectMessaging)]
    public async Task WhatIsNoApiAndNamesNoApp_Is404(string method, string path)
    {
        using var response = await SendAsync(new HttpMethod(method), path, method == "GET" ? null : "{}");

        await AssertErrorAsync(
            response,
            HttpStatusCode.NotFound,
            "ERR_DIRECT_INVOKE",
            "failed getting app id either from the URL path or the header dapr-app-id");
    }

    [Fact]
    [Source(Pages.Messages)]
    public async Task AnUnknownApp_Is500()
    {
        using var response = await GetAsync("/v1.0/invoke/nobody-of-that-name/method/x");

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_DIRECT_INVOKE");
        Assert.StartsWith(
            "failed to invoke, id: nobody-of-that-name, err: ",
            (await JsonAsync(response)).GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }
}
