using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace MusicGraph.Dapr.Conformance.Configuration;

/// <summary>Configuration items of Redis, where <c>value||version</c> is kept under a key.</summary>
[Source(Pages.ConfigurationApi)]
[Source("dapr/docs reference/components-reference/supported-configuration-stores/redis-configuration-store.md")]
public sealed class ConfigurationTests(Subject subject) : ConformanceTests(subject)
{
    private readonly Subject _subject = subject;

    [Theory]
    [InlineData("v1.0")]
    [InlineData("v1.0-alpha1")]
    public async Task AnItem_IsItsValueAndVersion(string version)
    {
        var key = await WriteAsync("myConfigValue||1.1");

        using var response = await GetAsync($"/{version}/configuration/configstore?key={key}");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var item = (await JsonAsync(response)).GetProperty(key);
        Assert.Equal(("myConfigValue", "1.1"), (item.GetProperty("value").GetString(), item.GetProperty("version").GetString()));
    }

    [Fact]
    public async Task Items_ThatAreAskedFor()
    {
        var (one, two, other) = (await WriteAsync("1||1"), await WriteAsync("2||1"), await WriteAsync("3||1"));

        using var response = await GetAsync($"/v1.0/configuration/configstore?key={one}&key={two}");

        var items = await JsonAsync(response);
        Assert.Equal(("1", "2"), (Value(items, one), Value(items, two)));
        Assert.False(items.TryGetProperty(other, out _));
    }

    [Fact]
    public async Task AllItems_WhereNoneIsAskedFor()
    {
        var (one, two) = (await WriteAsync("1||1"), await WriteAsync("2||1"));

        using var response = await GetAsync("/v1.0/configuration/configstore");

        var items = await JsonAsync(response);
        Assert.Equal(("1", "2"), (Value(items, one), Value(items, two)));
    }

    [Fact]
    [Source(Pages.HttpApi)]
    [Source("dapr/components-contrib configuration/redis/redis.go (WRONGTYPE)")]
    public async Task NoItem_Is204()
    {
        var list = NewId();
        await ExecuteAsync("RPUSH", list, "no text");

        using var response = await GetAsync($"/v1.0/configuration/configstore?key={list}");

        AssertEmpty(HttpStatusCode.NoContent, response);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/subscribe")]
    [InlineData("/some-id/unsubscribe")]
    [Source("dapr/dapr pkg/api/errors/configuration.go")]
    public async Task AnUnknownStore_IsAnError(string path)
    {
        using var response = await GetAsync("/v1.0/configuration/nowhere" + path);

        Assert.False(response.IsSuccessStatusCode);
        var error = await JsonAsync(response);
        Assert.Equal("ERR_CONFIGURATION_STORE_NOT_FOUND", error.GetProperty("errorCode").GetString());
        Assert.Equal("configuration store nowhere not found", error.GetProperty("message").GetString());
    }

    [Fact]
    [Source(Pages.HttpApi)]
    public async Task UnsubscribingWhatIsNotThere_Is500WithAMessage()
    {
        using var response = await GetAsync("/v1.0/configuration/configstore/nothing-of-that-name/unsubscribe");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.StartsWith(
            "failed to unsubscribe to configuration request nothing-of-that-name: ",
            (await JsonAsync(response)).GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task AChange_IsToldToTheApp_UntilItIsUnsubscribed()
    {
        var key = await WriteAsync("before||1");
        using var subscribed = await GetAsync($"/v1.0/configuration/configstore/subscribe?key={key}");
        var id = (await JsonAsync(subscribed)).GetProperty("id").GetString();

        await WriteAsync("after||2", key);
        var told = (await App.WaitForAsync($"/configuration/configstore/{key}", key)).Json;
        using var unsubscribed = await GetAsync($"/v1.0/configuration/configstore/{id}/unsubscribe");

        Assert.NotEmpty(id!);
        Assert.Equal(id, told.GetProperty("id").GetString());
        Assert.Equal("after", Value(told.GetProperty("items"), key));
        Assert.True((await JsonAsync(unsubscribed)).GetProperty("ok").GetBoolean());
    }

    private static string? Value(JsonElement items, string key) => items.GetProperty(key).GetProperty("value").GetString();

    private async Task<string> WriteAsync(string value, string? key = null)
    {
        key ??= NewId();
        await ExecuteAsync("SET", key, value);
        return key;
    }

    /// <summary>Sends a command by Redis's own protocol, which says how long each part is.</summary>
    private async Task ExecuteAsync(params string[] command)
    {
        var address = _subject.Redis.Split(':');
        using var redis = new TcpClient();
        await redis.ConnectAsync(address[0], int.Parse(address[1], CultureInfo.InvariantCulture), Cancellation);
        await using var stream = redis.GetStream();
        var parts = command.Select(part => $"${part.Length}\r\n{part}\r\n");
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"*{command.Length}\r\n{string.Concat(parts)}"), Cancellation);
        await stream.ReadExactlyAsync(new byte[4], Cancellation); // an answer, such as +OK or :1 with its line's end
    }
}
