using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MusicGraph.GraphQL.AspNetCore;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.AspNetCore;

/// <summary>The GraphQL multipart request specification.</summary>
public sealed class UploadTests
{
    private const string One = """{"query":"mutation($file: Upload!) { upload(file: $file) }","variables":{"file":null}}""";
    private const string Many = """{"query":"mutation($files: [Upload!]!) { uploadAll(input: { files: $files }) }","variables":{"files":[null,null]}}""";

    [Theory]
    [InlineData(10)]
    [InlineData(1_000_000)]
    public async Task Upload_OneFile_IsReadWithItsNameTypeAndLength(int length)
    {
        await using var server = await StartAsync();
        var (status, answer) = await PostAsync(server, One, """{"0":["variables.file"]}""", File("0", new string('x', length), "cover.png"));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($$$"""{"data":{"upload":"cover.png text/plain {{{length}}} xxxxxxxxxx"}}""", answer);
    }

    [Fact]
    public async Task Upload_List_IsInTheOrderOfTheVariables()
    {
        await using var server = await StartAsync();
        var (_, answer) = await PostAsync(server, Many, """{"a":["variables.files.1"],"b":["variables.files.0"]}""", File("a", "first", "a"), File("b", "second", "b"));
        Assert.Equal("""{"data":{"uploadAll":["second","first"]}}""", answer);
    }

    [Fact]
    public async Task Upload_OneFileForTwoVariables_IsReadTwice()
    {
        await using var server = await StartAsync();
        var (_, answer) = await PostAsync(server, Many, """{"a":["variables.files.0","variables.files.1"]}""", File("a", "same", "a"));
        Assert.Equal("""{"data":{"uploadAll":["same","same"]}}""", answer);
    }

    [Fact]
    public async Task Upload_Batch_TakesItsPathsByIndex()
    {
        await using var server = await StartAsync(options => options with { EnableBatching = true });
        var (_, answer) = await PostAsync(
            server, $"[{One},{One}]", """{"a":["0.variables.file"],"b":["1.variables.file"]}""", File("a", "one", "a"), File("b", "two", "b"));
        Assert.Equal("""[{"data":{"upload":"a text/plain 3 one"}},{"data":{"upload":"b text/plain 3 two"}}]""", answer);
    }

    [Theory]
    [InlineData("""{"0":["variables.other"]}""", "HC0039")]
    [InlineData("""{"0":["variables.file.x"]}""", "HC0039")]
    [InlineData("""{"0":["query"]}""", "HC0042")]
    [InlineData("""{"0":["variables"]}""", "HC0040")]
    [InlineData("""{"1":["variables.file"]}""", "HC0038")]
    [InlineData("""{"0":[]}""", "HC0037")]
    [InlineData("""{"0":[1]}""", "HC0041")]
    [InlineData("""{"0":""", "HC0043")]
    [InlineData("[]", "HC0043")]
    public async Task Upload_MapThatDoesNotFit_Is400WithTheReason(string map, string code)
    {
        await using var server = await StartAsync();
        var (status, answer) = await PostAsync(server, One, map, File("0", "x", "x"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(code, answer);
    }

    [Fact]
    public async Task Upload_WithoutPreflightHeader_Is400()
    {
        await using var server = await StartAsync();
        using var form = Form(One, """{"0":["variables.file"]}""", File("0", "x", "x"));
        using var response = await server.Client.PostAsync("graphql", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains("GraphQL-Preflight", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Upload_LargerThanAllowed_Is413()
    {
        await using var server = await StartAsync(options => options with { Uploads = new() { MaxFileBytes = 100, MaxRequestBytes = 5_000 } });
        const string Map = """{"0":["variables.file"]}""";
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(server, One, Map, File("0", new string('x', 100), "x"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(server, One, Map, File("0", new string('x', 101), "x"))).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(server, One, Map, File("0", new string('x', 10_000), "x"))).Status);
    }

    [Fact]
    public async Task Upload_MoreFilesThanAllowed_Is400()
    {
        await using var server = await StartAsync(options => options with { Uploads = new() { MaxFiles = 1 } });
        var (status, answer) = await PostAsync(server, Many, """{"a":["variables.files.0"],"b":["variables.files.1"]}""", File("a", "x", "a"), File("b", "x", "b"));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("more than 1 files", answer);
    }

    [Fact]
    public async Task Upload_FileBeforeTheMap_Is400()
    {
        await using var server = await StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent(One), "operations" }, { new StringContent("x"), "0", "x" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(server, form)).Status);
    }

    [Theory]
    [InlineData("{\"query\":\"mutation($file: Upload!) { upload(file: $file) }\",\"variables\":{\"file\":0}}")]
    [InlineData("{\"query\":\"mutation($file: Upload!) { upload(file: $file) }\",\"variables\":{\"file\":\"x\"}}")]
    [InlineData("{\"query\":\"mutation { upload(file: 0) }\"}")]
    public async Task Upload_WithoutAFile_IsAnError(string body)
    {
        await using var server = await StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Client.PostAsync("graphql", content, TestContext.Current.CancellationToken);
        Assert.Contains("Upload can only represent a file of a multipart request", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Upload_LeavesNoFileBehind()
    {
        string? path = null;
        await using (var server = await StartAsync(configure: graphql => graphql.ConfigureSchema(schema => schema.AddField("Mutation", new("where", "String!")
        {
            Arguments = [new("file", "Upload!")],
            Resolve = batch =>
            {
                using var stream = batch.Arguments.Get<IFile>(0).OpenReadStream();
                path = Assert.IsType<FileStream>(stream).Name;
                batch.Set(0, "");
            },
        }))))
        {
            await PostAsync(server, One.Replace("upload(", "where("), """{"0":["variables.file"]}""", File("0", new string('x', 100_000), "x"));
        }

        Assert.NotNull(path);
        Assert.False(System.IO.File.Exists(path));
    }

    private static Task<TransportServer> StartAsync(Func<GraphQLServerOptions, GraphQLServerOptions>? options = null, Action<IRequestExecutorBuilder>? configure = null) =>
        TransportServer.StartAsync(options, graphql =>
        {
            graphql.AddUploadType().ConfigureSchema(AddTo);
            configure?.Invoke(graphql);
        });

    private static void AddTo(SchemaBuilder schema) => schema
        .AddInputObject("UploadInput", null, [new("files", "[Upload!]!")])
        .AddField("Mutation", new("upload", "String!")
        {
            Arguments = [new("file", "Upload!")],
            Resolve = batch => batch.Set(0, DescribeAsync(batch.Arguments.Get<IFile>(0))),
        })
        .AddField("Mutation", new("uploadAll", "[String!]!")
        {
            Arguments = [new("input", "UploadInput!")],
            Resolve = batch => batch.Set(0, ReadAsync((IReadOnlyList<object?>)batch.Arguments.Get<IReadOnlyDictionary<string, object?>>(0)["files"]!)),
        });

    private static async Task<string> DescribeAsync(IFile file)
    {
        var text = await ReadAsync(file);
        return $"{file.Name} {file.ContentType} {file.Length} {text[..Math.Min(10, text.Length)]}";
    }

    private static async Task<string[]> ReadAsync(IReadOnlyList<object?> files) => await Task.WhenAll(files.Select(file => ReadAsync((IFile)file!)));

    private static async Task<string> ReadAsync(IFile file)
    {
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return Encoding.UTF8.GetString(copy.ToArray());
    }

    private static (string Name, string Text, string FileName) File(string name, string text, string fileName) => (name, text, fileName);

    private static MultipartFormDataContent Form(string operations, string map, params (string Name, string Text, string FileName)[] files)
    {
        var form = new MultipartFormDataContent { { new StringContent(operations), "operations" }, { new StringContent(map), "map" } };
        foreach (var (name, text, fileName) in files) form.Add(new StringContent(text, new System.Net.Http.Headers.MediaTypeHeaderValue("text/plain")), name, fileName);
        return form;
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(
        TransportServer server, string operations, string map, params (string Name, string Text, string FileName)[] files)
    {
        using var form = Form(operations, map, files);
        return await PostAsync(server, form);
    }

    private static async Task<(HttpStatusCode Status, string Answer)> PostAsync(TransportServer server, MultipartFormDataContent form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "graphql") { Content = form };
        request.Headers.Add("GraphQL-Preflight", "1");
        using var response = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
