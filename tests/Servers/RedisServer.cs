using System.Diagnostics;

namespace MusicGraph.Servers;

/// <summary>A real Redis that writes every command to disk before it answers.</summary>
public sealed class RedisServer : ServerProcess
{
    /// <summary>What a component's <c>redisHost</c> is.</summary>
    public string Host => $"127.0.0.1:{Port}";

    /// <inheritdoc/>
    protected override string Package => "redis-server";

    /// <summary>What a component's <c>redisPassword</c> is; empty for none.</summary>
    public string Password { get; init; } = "";

    /// <summary>How many databases it has, told apart by a component's <c>redisDB</c>.</summary>
    public int Databases { get; init; } = 16;

    /// <inheritdoc/>
    protected override ProcessStartInfo StartInfo => new(
        "redis-server",
        [
            "--bind", "127.0.0.1", "--port", $"{Port}", "--dir", Folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always",
            "--databases", $"{Databases}", "--requirepass", Password,
        ]);
}
