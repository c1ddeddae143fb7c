using System.Net;

namespace MusicGraph.Dapr.Conformance.State;

/// <summary>What the state API refuses, and in which words.</summary>
[Source(Pages.StateApi)]
[Source(Pages.HttpApi)]
public sealed class StateErrorTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("GET", "/key", null)]
    [InlineData("DELETE", "/key", null)]
    [InlineData("POST", "", """[{"key":"a","value":1}]""")]
    [InlineData("POST", "/bulk", """{"keys":["a"]}""")]
    [InlineData("POST", "/transaction", """{"operations":[{"operation":"delete","request":{"key":"a"}}]}""")]
    [Source(Pages.StateErrors)]
    [Source(Pages.Errors)]
    public async Task AnUnknownStore_Is400(string method, string path, string? body)
    {
        using var response = await SendAsync(new HttpMethod(method), "/v1.0/state/nowhere" + path, body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_STATE_STORE_NOT_FOUND", "state store nowhere is not found");
        await AssertDetailsAsync(response, ErrorInfo("DAPR_STATE_NOT_FOUND", """{"appID":"conformance"}"""));
    }

    [Fact]
    [Source(Pages.ComponentScopes)]
    public async Task AStoreOfOtherAppsOnly_IsUnknown()
    {
        using var response = await GetAsync("/v1.0/state/othersonly/key");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_STATE_STORE_NOT_FOUND", "state store othersonly is not found");
    }

    [Theory]
    [InlineData("GET", "/a%7C%7Cb", null)]
    [InlineData("DELETE", "/a%7C%7Cb", null)]
    [InlineData("POST", "", """[{"key":"a||b","value":1}]""")]
    [InlineData("POST", "/bulk", """{"keys":["a||b"]}""")]
    [Source(Pages.KeyPrefixes)]
    [Source(Pages.StateErrors)]
    [Source(Pages.ErrorJson)]
    public async Task AKeyWithDaprsSeparator_Is400(string method, string path, string? body)
    {
        using var response = await SendAsync(new HttpMethod(method), "/v1.0/state/statestore" + path, body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST", "input key/keyPrefix 'a||b' can't contain '||'");
        await AssertDetailsAsync(
            response,
            ErrorInfo("DAPR_STATE_ILLEGAL_KEY", "null"),
            ResourceInfo("state", "statestore", ""),
            """{"@type":"type.googleapis.com/google.rpc.BadRequest","field_violations":[{"field":"a||b","description":"input key/keyPrefix 'a||b' can't contain '||'"}]}""");
    }

    [Theory]
    [InlineData("upsert")]
    [InlineData("delete")]
    [Source(Pages.KeyPrefixes)]
    [Source(Pages.StateErrorTests)]
    public async Task ATransactionOfAKeyWithDaprsSeparator_Is400(string operation)
    {
        using var response = await PostAsync(
            "/v1.0/state/statestore/transaction", $$$"""{"operations":[{"operation":"{{{operation}}}","request":{"key":"a||b"}}]}""");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST");
        Assert.Equal("DAPR_STATE_ILLEGAL_KEY", (await DetailAsync(response, "ErrorInfo")).GetProperty("reason").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("/bulk")]
    [InlineData("/transaction")]
    [Source(Pages.ErrorCodes)]
    public async Task ABodyThatIsNoJson_Is400AndHasNoDetails(string path)
    {
        using var response = await PostAsync("/v1.0/state/statestore" + path, "{no json");

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST");
        await AssertDetailsAsync(response);
    }

    [Theory]
    [InlineData("", """{"key":"a"}""")]
    [InlineData("/bulk", """["a"]""")]
    [InlineData("/transaction", "[]")]
    public async Task ABodyOfAnotherShape_Is400(string path, string body)
    {
        using var response = await PostAsync("/v1.0/state/statestore" + path, body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST");
    }

    [Theory]
    [InlineData("""[{"value":1}]""")]
    [InlineData("""[{"key":"","value":1}]""")]
    public async Task SavingWithoutAKey_Is400(string body)
    {
        using var response = await PostAsync("/v1.0/state/statestore", body);

        await AssertErrorAsync(response, HttpStatusCode.BadRequest, "ERR_MALFORMED_REQUEST", "\"key\" is a required field");
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("1.5")]
    [Source("dapr/components-contrib state/utils/utils.go (ParseTTL)")]
    public async Task ATimeToLiveThatIsNoNumber_Is500(string ttl)
    {
        using var response = await PostAsync(
            "/v1.0/state/statestore", $$$"""[{"key":"{{{NewId()}}}","value":1,"metadata":{"ttlInSeconds":"{{{ttl}}}"}}]""");

        await AssertErrorAsync(response, HttpStatusCode.InternalServerError, "ERR_STATE_SAVE");
    }
}
