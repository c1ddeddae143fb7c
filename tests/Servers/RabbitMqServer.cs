using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;

namespace MusicGraph.Servers;

/// <summary>A real RabbitMQ, with an Erlang port mapper of its own; it takes 5 to 20 seconds to start.</summary>
public sealed class RabbitMqServer : ServerProcess
{
    // Debian's wrapper on the path only runs as root or rabbitmq, and writes to folders of the system.
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";

    private readonly int _mapperPort = LoopbackPort.Free();
    private readonly int _nodePort = LoopbackPort.Free();

    /// <summary>What a component's <c>connectionString</c> is.</summary>
    public string ConnectionString => $"amqp://guest:guest@127.0.0.1:{Port}";

    /// <summary>The virtual hosts that it has besides the default one.</summary>
    public IReadOnlyList<string> VirtualHosts { get; init; } = [];

    /// <inheritdoc/>
    protected override string Package => "rabbitmq-server";

    /// <inheritdoc/>
    protected override ProcessStartInfo StartInfo
    {
        get
        {
            if (!File.Exists(Program))
                throw new InvalidOperationException($"{Program} is missing; it comes with {Package}. ./test.sh installs it.");

            var plugins = Path.Combine(Folder, "plugins");
            File.WriteAllText(plugins, "[].\n");

            // The mapper would stay behind as a daemon if the server had to start it; as a child it ends with it.
            return new ProcessStartInfo("/bin/sh", ["-c", $"epmd -address 127.0.0.1 -port {_mapperPort} & exec {Program}"])
            {
                Environment =
                {
                    ["HOME"] = Folder,
                    ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
                    ["ERL_EPMD_PORT"] = $"{_mapperPort}",
                    ["RABBITMQ_NODENAME"] = $"musicgraph{Port}@localhost",
                    ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
                    ["RABBITMQ_NODE_PORT"] = $"{Port}",
                    ["RABBITMQ_DIST_PORT"] = $"{_nodePort}",
                    ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
                    ["RABBITMQ_CONFIG_FILE"] = Configure(),
                    ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
                    ["RABBITMQ_LOG_BASE"] = Folder,
                    ["RABBITMQ_LOGS"] = "-",
                    ["RABBITMQ_MNESIA_BASE"] = Folder,
                    ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
                },
            };
        }
    }

    /// <summary>It is ready once it answers a client's greeting.</summary>
    protected override async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", Port, cancellationToken).ConfigureAwait(false);
        var stream = client.GetStream();
        await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        return await stream.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) == 1;
    }

    /// <summary>A server that starts from definitions has nothing else, not even its default user.</summary>
    private string Configure()
    {
        var file = Path.Combine(Folder, "rabbitmq");
        var hosts = VirtualHosts.Prepend("/").Distinct().ToList();
        byte[] salt = [1, 2, 3, 4];
        File.WriteAllText(file + ".json", JsonSerializer.Serialize(new
        {
            users = new[]
            {
                new
                {
                    name = "guest",
                    password_hash = Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. "guest"u8])]),
                    hashing_algorithm = "rabbit_password_hashing_sha256",
                    tags = "administrator",
                },
            },
            vhosts = hosts.Select(name => new { name }),
            permissions = hosts.Select(vhost => new { user = "guest", vhost, configure = ".*", write = ".*", read = ".*" }),
        }));
        File.WriteAllText(file + ".conf", $"load_definitions = {file}.json\n");
        return file;
    }
}
