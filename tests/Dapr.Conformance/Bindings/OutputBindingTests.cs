using System.Net;
using System.Text;

namespace MusicGraph.Dapr.Conformance.Bindings;

/// <summary>An output binding: files.</summary>
[Source(Pages.BindingsApi)]
[Source(Pages.LocalStorage)]
public sealed class OutputBindingTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    public async Task Create_AnswersTheFilesName(string method)
    {
        var name = NewId();
        using var response = await SendAsync(
            new HttpMethod(method), "/v1.0/bindings/files", $$$"""{"operation":"create","data":"Hello World","metadata":{"fileName":"{{{name}}}"}}""");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(name, (await JsonAsync(response)).GetProperty("fileName").GetString());
    }

    [Fact]
    public async Task Create_WithoutAName_MakesOneUp()
    {
        using var response = await InvokeAsync("create", null, "\"x\"");
        var name = (await JsonAsync(response)).GetProperty("fileName").GetString();

        using var read = await InvokeAsync("get", name);

        Assert.True(Guid.TryParse(name, out _));
        Assert.Equal("x", await TextAsync(read));
    }

    [Theory]
    [InlineData("\"Hello World\"", "Hello World")]
    [InlineData("\"ünïcödé\"", "ünïcödé")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1,2]}""")]
    [InlineData("7", "7")]
    [Source("dapr/components-contrib bindings/localstorage/localstorage.go (create unquotes and decodes)")]
    public async Task Get_AnswersWhatWasCreated(string data, string expected)
    {
        var name = NewId();
        using var created = await InvokeAsync("create", name, data);

        using var read = await InvokeAsync("get", name);

        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        Assert.Equal(expected, await TextAsync(read));
    }

    [Fact]
    public async Task Base64_IsDetected()
    {
        byte[] bytes = [0, 1, 2, 0xff, 0xfe, 10, 13, 200];
        var name = NewId();
        using var created = await InvokeAsync("create", name, $"\"{Convert.ToBase64String(bytes)}\"");

        using var read = await InvokeAsync("get", name);

        Assert.Equal(bytes, await read.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Create_ReplacesAFile()
    {
        var name = NewId();
        using var first = await InvokeAsync("create", name, "\"a longer text\"");
        using var second = await InvokeAsync("create", name, "\"short\"");

        using var read = await InvokeAsync("get", name);

        Assert.Equal("short", await TextAsync(read));
    }

    [Fact]
    public async Task List_AnswersTheFilesBelowAFolder()
    {
        var folder = NewId();
        using var one = await InvokeAsync("create", $"{folder}/one", "\"1\"");
        using var two = await InvokeAsync("create", $"{folder}/deep/two", "\"2\"");

        using var response = await InvokeAsync("list", folder);

        var files = (await JsonAsync(response)).EnumerateArray().Select(item => item.GetString()!).ToList();
        Assert.Equal(2, files.Count);
        Assert.Contains(files, file => file.EndsWith($"{folder}/one", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith($"{folder}/deep/two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Delete_Answers204_AndTheFileIsGone()
    {
        var name = NewId();
        using var created = await InvokeAsync("create", name, "\"1\"");

        using var deleted = await InvokeAsync("delete", name);
        using var read = await InvokeAsync("get", name);

        AssertEmpty(HttpStatusCode.NoContent, deleted);
        Assert.Equal(HttpStatusCode.InternalServerError, read.StatusCode);
    }

    [Fact]
    [Source(Pages.HttpApi)]
    [Source(Pages.Messages)]
    public async Task GettingAFileThatIsNotThere_Is500()
    {
        using var response = await InvokeAsync("get", NewId());

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_INVOKE_OUTPUT_BINDING");
        Assert.StartsWith(
            "error invoking output binding files: ", (await JsonAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/processor/binding/send.go (couldn't find output binding)")]
    public async Task AnUnknownBinding_Is500()
    {
        using var response = await PostAsync("/v1.0/bindings/nowhere", """{"operation":"create","data":1}""");

        await AssertErrorAsync(
            response,
            HttpStatusCode.InternalServerError,
            "ERR_INVOKE_OUTPUT_BINDING",
            "error invoking output binding nowhere: couldn't find output binding nowhere");
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/processor/binding/send.go (does not support operation)")]
    public async Task AnUnknownOperation_Is500()
    {
        using var response = await InvokeAsync("fly", "x");

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_INVOKE_OUTPUT_BINDING");
        Assert.Contains(
            "binding files does not support operation fly.", (await JsonAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task ABodyThatIsNoJson_Is400()
    {
        using var response = await PostAsync("/v1.0/bindings/files", "{no json");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST");
    }

    private Task<HttpResponseMessage> InvokeAsync(string operation, string? fileName, string? data = null)
    {
        var body = new StringBuilder($$"""{"operation":"{{operation}}" """);
        if (data is not null)
            body.Append($",\"data\":{data}");
        if (fileName is not null)
            body.Append($$""","metadata":{"fileName":"{{fileName}}"}""");
        return PostAsync("/v1.0/bindings/files", body.Append('}').ToString());
    }
}
