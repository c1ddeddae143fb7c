using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MusicGraph.EndToEnd.Infrastructure;
using MusicGraph.EndToEnd.Running;
using MusicGraph.Servers;

namespace MusicGraph.EndToEnd;

[Trait(Components.Trait, Components.Any)]
public sealed class EdgeAloneTests
{
    [Fact]
    public async Task NoGatewayIsThere_ClientsAreToldWhenToComeBack_WhereverTheirPageIsFrom()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var nginx = new NginxServer(Path.Combine(Repository.Root, "deploy", "nginx"), $"127.0.0.1:{LoopbackPort.Free()}");
        await nginx.StartAsync(cancel);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(nginx.CertificateFile);
        using var http = new HttpClient(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { certificate },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        });

        using var response = await http.GetAsync(new Uri(nginx.Address, "graphql?query=x"), cancel);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        foreach (var (name, value) in new[]
        {
            ("Retry-After", "5"), ("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "Retry-After"), ("X-Content-Type-Options", "nosniff"),
            ("Strict-Transport-Security", "max-age=31536000; includeSubDomains"),
        })
        {
            Assert.Equal(value, Assert.Single(response.Headers.GetValues(name)));
        }
    }
}
