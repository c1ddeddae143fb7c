using System.Net;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Api;

/// <summary>https://docs.dapr.io/reference/api/distributed_lock_api/.</summary>
public sealed class LockApiTests : IAsyncDisposable
{
    private readonly TestRuntime _runtime = new("""
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata:
          name: locks
        spec:
          type: lock.in-memory
          version: v1
          metadata:
            - name: keyPrefix
              value: none
        """);

    [Fact]
    public async Task LockAndUnlock_BetweenApps()
    {
        var (_, one) = await _runtime.StartAsync("one");
        var (_, two) = await _runtime.StartAsync("two");

        Assert.Equal("""{"success":true}""", await PostAsync(one, "lock", """{"resourceId":"r","lockOwner":"a","expiryInSeconds":60}"""));
        Assert.Equal("""{"success":false}""", await PostAsync(two, "lock", """{"resourceId":"r","lockOwner":"b","expiryInSeconds":60}"""));
        Assert.Equal("""{"status":2}""", await PostAsync(two, "unlock", """{"resourceId":"r","lockOwner":"b"}"""));
        Assert.Equal("""{"status":0}""", await PostAsync(one, "unlock", """{"resourceId":"r","lockOwner":"a"}"""));
        Assert.Equal("""{"status":1}""", await PostAsync(one, "unlock", """{"resourceId":"r","lockOwner":"a"}"""));
        one.Dispose();
        two.Dispose();
    }

    [Theory]
    [InlineData("locks", """{"lockOwner":"a","expiryInSeconds":1}""", 400, "ERR_MALFORMED_REQUEST")]
    [InlineData("locks", """{"resourceId":"r","expiryInSeconds":1}""", 400, "ERR_MALFORMED_REQUEST")]
    [InlineData("locks", """{"resourceId":"r","lockOwner":"a"}""", 400, "ERR_MALFORMED_REQUEST")]
    [InlineData("locks", """{"resourceId":"r||x","lockOwner":"a","expiryInSeconds":1}""", 400, "ERR_MALFORMED_REQUEST")]
    [InlineData("locks", "no JSON", 400, "ERR_MALFORMED_REQUEST")]
    [InlineData("none", """{"resourceId":"r","lockOwner":"a","expiryInSeconds":1}""", 400, "ERR_LOCK_STORE_NOT_FOUND")]
    public async Task Lock_AWrongRequest_IsAnError(string store, string body, int status, string code)
    {
        var (_, client) = await _runtime.StartAsync();
        using var _ = client;
        using var response = await client.PostTextAsync("/v1.0-alpha1/lock/" + store, body);

        Assert.Equal((status, code), ((int)response.StatusCode, await response.ErrorCodeAsync()));
    }

    [Fact]
    public async Task Lock_WithoutAStore_IsAnError()
    {
        await using var runtime = new TestRuntime();
        var (_, client) = await runtime.StartAsync();
        using var _ = client;
        using var response = await client.PostTextAsync("/v1.0-alpha1/lock/locks", "{}");

        Assert.Equal((HttpStatusCode.InternalServerError, "ERR_LOCK_STORE_NOT_CONFIGURED"), (response.StatusCode, await response.ErrorCodeAsync()));
    }

    public ValueTask DisposeAsync() => _runtime.DisposeAsync();

    private static async Task<string> PostAsync(HttpClient client, string verb, string body)
    {
        using var response = await client.PostTextAsync($"/v1.0-alpha1/{verb}/locks", body);
        return await response.TextAsync();
    }
}
