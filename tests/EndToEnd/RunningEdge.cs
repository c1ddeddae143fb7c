using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

/// <summary>One host with two gateways, each app a process, and nginx before them, for all tests of a class.</summary>
public sealed class RunningEdge : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private X509Certificate2? _certificate;

    public HostProcess Host { get; private set; } = null!;

    public NginxServer Nginx { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await HostProcess.StartAsync(_folder["data"], "--processes", "--replicas=gateway=2");
        Nginx = new NginxServer(Path.Combine(Repository.Root, "deploy", "nginx"), Host.App("gateway").Authority, Host.App("gateway-2").Authority);
        try
        {
            await Nginx.StartAsync();
        }
        catch
        {
            await DisposeAsync();
            throw;
        }

        _certificate = X509CertificateLoader.LoadCertificateFromFile(Nginx.CertificateFile);
    }

    /// <summary>
    /// A client that trusts nginx's certificate and nothing else. nginx limits each address: <paramref name="from"/> is a loopback
    /// address of its own for who exhausts the limit, so that the others are not refused.
    /// </summary>
    public HttpClient CreateClient(string from = "127.0.0.1")
    {
        var local = new IPEndPoint(IPAddress.Parse(from), 0);
        var handler = new SocketsHttpHandler
        {
            Expect100ContinueTimeout = TimeSpan.FromMinutes(1),
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    socket.Bind(local);
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { _certificate! },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
        return new HttpClient(handler) { BaseAddress = Nginx.Address };
    }

    /// <summary>A client of one of the demo users, through nginx.</summary>
    public async Task<ApiClient> LogInAsync(string userName, CancellationToken cancellationToken)
    {
        using var direct = await ApiClient.LogInAsync(Host.App("gateway-2"), userName, "musicgraph-demo", cancellationToken);
        return new ApiClient(CreateClient(), direct.Token);
    }

    /// <summary>Waits until <c>/healthz</c> says that all is well.</summary>
    public Task UntilReadyAsync(HttpClient http, CancellationToken cancellationToken) => Condition.UntilAsync(
        () =>
        {
            Assert.False(Host.HasExited, Host.Output);
            return Condition.SucceedsAsync(http, "/healthz", cancellationToken);
        },
        "the gateway was ready",
        cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Nginx.DisposeAsync();
        await Host.DisposeAsync();
        _certificate?.Dispose();
        _folder.Dispose();
    }
}
