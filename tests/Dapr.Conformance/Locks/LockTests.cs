using System.Net;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.Locks;

/// <summary>The distributed lock.</summary>
[Source(Pages.LockApi)]
public sealed class LockTests(Subject subject) : ConformanceTests(subject)
{
    [Fact]
    public async Task AFreeLock_IsTaken()
    {
        using var response = await LockAsync(NewId(), "vader");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(Success(await JsonAsync(response)));
    }

    [Fact]
    public async Task ALockThatAnotherHas_IsNot()
    {
        var resource = NewId();
        using var first = await LockAsync(resource, "vader");
        using var second = await LockAsync(resource, "luke");

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.False(Success(await JsonAsync(second)));
    }

    [Fact]
    public async Task ALockThatWasGivenBack_IsFree()
    {
        var resource = NewId();
        using var first = await LockAsync(resource, "vader");
        using var unlocked = await UnlockAsync(resource, "vader");
        using var second = await LockAsync(resource, "luke");

        Assert.Equal(0, Status(await JsonAsync(unlocked)));
        Assert.True(Success(await JsonAsync(second)));
    }

    [Fact]
    public async Task UnlockingWhatNobodyHas_Is1()
    {
        using var response = await UnlockAsync(NewId(), "vader");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(1, Status(await JsonAsync(response)));
    }

    [Fact]
    public async Task UnlockingWhatAnotherHas_Is2()
    {
        var resource = NewId();
        using var locked = await LockAsync(resource, "vader");
        using var response = await UnlockAsync(resource, "luke");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, Status(await JsonAsync(response)));
    }

    [Fact]
    public async Task ALock_IsFreeAfterItsTime()
    {
        var resource = NewId();
        using var first = await LockAsync(resource, "vader", seconds: 1);
        while (true)
        {
            using var second = await LockAsync(resource, "luke");
            if (Success(await JsonAsync(second)))
                return;
        }
    }

    [Theory]
    [InlineData("lock", """{"lockOwner":"me","expiryInSeconds":60}""")]
    [InlineData("lock", """{"resourceId":"a","expiryInSeconds":60}""")]
    [InlineData("lock", """{"resourceId":"a","lockOwner":"me"}""")]
    [InlineData("lock", """{"resourceId":"a","lockOwner":"me","expiryInSeconds":0}""")]
    [InlineData("lock", """{"resourceId":"a","lockOwner":"me","expiryInSeconds":-1}""")]
    [InlineData("unlock", """{"lockOwner":"me"}""")]
    [InlineData("unlock", """{"resourceId":"a"}""")]
    [InlineData("lock", "{no json")]
    [InlineData("unlock", "{no json")]
    [Source("dapr/dapr pkg/api/universal/lock.go")]
    public async Task ARequestThatLacksSomething_Is400(string what, string body)
    {
        using var response = await PostAsync($"/v1.0-alpha1/{what}/lockstore", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("ERR_", (await JsonAsync(response)).GetProperty("errorCode").GetString(), StringComparison.Ordinal);
    }

    // daprd leaves out what is false or 0 in one version and not in another.
    private static bool Success(JsonElement answer) => answer.TryGetProperty("success", out var success) && success.GetBoolean();

    private static int Status(JsonElement answer) => answer.TryGetProperty("status", out var status) ? status.GetInt32() : 0;

    private Task<HttpResponseMessage> LockAsync(string resource, string owner, int seconds = 60) => PostAsync(
        "/v1.0-alpha1/lock/lockstore", $$"""{"resourceId":"{{resource}}","lockOwner":"{{owner}}","expiryInSeconds":{{seconds}} }""");

    private Task<HttpResponseMessage> UnlockAsync(string resource, string owner)
        => PostAsync("/v1.0-alpha1/unlock/lockstore", $$"""{"resourceId":"{{resource}}","lockOwner":"{{owner}}"}""");
}
