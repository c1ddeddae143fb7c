using System.Net;

namespace MusicGraph.Dapr.Conformance.Secrets;

/// <summary>Secrets of a file, one value or many by name.</summary>
[Source(Pages.SecretsApi)]
[Source(Pages.LocalFile)]
public sealed class SecretTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("plain", """{"plain":"one"}""")]
    [InlineData("database:user", """{"database:user":"me"}""")]
    [InlineData("database:password", """{"database:password":"two"}""")]
    [InlineData("list:1", """{"list:1":"second"}""")]
    [Source(Pages.LocalFileStore)]
    public async Task ASecret_IsItsNameAndValue(string name, string expected)
    {
        using var response = await GetAsync($"/v1.0/secrets/secretstore/{name}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("application/json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(expected, (await TextAsync(response)).Trim());
    }

    [Fact]
    public async Task ASecretOfManyValues_IsTheirNamesAndValues()
    {
        using var response = await GetAsync("/v1.0/secrets/manyvalued/database");

        var secret = await JsonAsync(response);
        Assert.Equal(("me", "two"), (secret.GetProperty("user").GetString(), secret.GetProperty("password").GetString()));
    }

    [Fact]
    public async Task AllSecrets_ByName()
    {
        using var response = await GetAsync("/v1.0/secrets/secretstore/bulk");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var secrets = await JsonAsync(response);
        Assert.Equal("one", secrets.GetProperty("plain").GetProperty("plain").GetString());
        Assert.Equal("two", secrets.GetProperty("database:password").GetProperty("database:password").GetString());
    }

    [Fact]
    public async Task AllSecretsOfManyValues_ByName()
    {
        using var response = await GetAsync("/v1.0/secrets/manyvalued/bulk");

        var secrets = await JsonAsync(response);
        Assert.Equal("me", secrets.GetProperty("database").GetProperty("user").GetString());
        Assert.Equal("one", secrets.GetProperty("plain").GetProperty("plain").GetString());
    }

    [Fact]
    [Source(Pages.LocalFileStore)]
    [Source(Pages.Messages)]
    public async Task ASecretThatIsNotThere_Is500()
    {
        using var response = await GetAsync("/v1.0/secrets/secretstore/none");

        await AssertErrorAsync(
            response,
            HttpStatusCode.InternalServerError,
            "ERR_SECRET_GET",
            "failed getting secret with key none from secret store secretstore: secret none not found");
    }

    [Theory]
    [InlineData("/plain")]
    [InlineData("/bulk")]
    [Source(Pages.Messages)]
    public async Task AnUnknownStore_Is401(string path)
    {
        using var response = await GetAsync("/v1.0/secrets/nowhere" + path);

        await AssertErrorAsync(
            response, HttpStatusCode.Unauthorized, "ERR_SECRET_STORE_NOT_FOUND", "failed finding secret store with key nowhere");
    }
}
