using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace MusicGraph.Gateway.Tests;

/// <summary>HTTPS by the gateway itself, with a certificate that was made for it.</summary>
public sealed class HttpsTests : IAsyncLifetime
{
    private const string Host = "music.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("https").FullName;
    private FakeSidecar _sidecar = null!;
    private WebApplication _gateway = null!;
    private Uri _plain = null!;
    private Uri _secure = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        WriteCertificate();
        _sidecar = await FakeSidecar.StartAsync();
        _gateway = Program.Create(
        [
            "--urls=http://127.0.0.1:0;https://127.0.0.1:0",
            $"--Https:Certificate={CertificateFile}",
            $"--Https:Key={KeyFile}",
            $"--DAPR_HTTP_ENDPOINT={_sidecar.Address}",
            "--Logging:LogLevel:Default=None",
        ]);
        await _gateway.StartAsync(Cancel);
        var addresses = _gateway.Urls.Select(address => new Uri(address)).ToArray();
        (_plain, _secure) = (addresses.Single(address => address.Scheme == "http"), addresses.Single(address => address.Scheme == "https"));
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _sidecar.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Secure_requests_are_answered_and_browsers_told_to_stay()
    {
        using var response = await GetAsync(new Uri(_secure, "/users"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=31536000; includeSubDomains", response.Headers.GetValues("Strict-Transport-Security").Single());
    }

    [Fact]
    public async Task Plain_requests_are_sent_to_the_secure_address()
    {
        using var response = await GetAsync(new Uri(_plain, "/graphql?query=x"));

        Assert.Equal(HttpStatusCode.PermanentRedirect, response.StatusCode);
        Assert.Equal($"https://{Host}:{_secure.Port}/graphql?query=x", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task What_the_sidecar_and_probes_ask_for_stays_plain()
    {
        using var alive = await GetAsync(new Uri(_plain, "/livez"));
        using var subscriptions = await GetAsync(new Uri(_plain, "/dapr/subscribe"));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (alive.StatusCode, subscriptions.StatusCode));
    }

    [Fact]
    public async Task A_certificate_that_was_renewed_is_served_without_a_restart()
    {
        using var before = await GetAsync(new Uri(_secure, "/livez"));
        var old = CertificateHash();
        WriteCertificate();
        File.SetLastWriteTimeUtc(CertificateFile, DateTime.UtcNow.AddMinutes(5));
        using var renewed = await GetAsync(new Uri(_secure, "/livez"));
        var current = CertificateHash();
        await File.WriteAllTextAsync(CertificateFile, "half", Cancel);
        using var meanwhile = await GetAsync(new Uri(_secure, "/livez"), current);

        Assert.NotEqual(old, current);
        Assert.All([before, renewed, meanwhile], response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Theory]
    [InlineData("needed together", "--Https:Certificate=nowhere.pem")]
    [InlineData("needed together", "--Https:Key=nowhere.pem")]
    [InlineData("nowhere.pem", "--Https:Certificate=nowhere.pem", "--Https:Key=nowhere.pem")]
    public void A_certificate_that_is_not_there_stops_the_start(string reason, params string[] settings) =>
        Assert.Contains(reason, Assert.Throws<InvalidOperationException>(() => Program.Create(settings)).Message);

    private string CertificateFile => Path.Combine(_folder, "certificate.pem");

    private string KeyFile => Path.Combine(_folder, "key.pem");

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={Host}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }

    private string CertificateHash()
    {
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(CertificateFile);
        return certificate.GetCertHashString();
    }

    /// <summary>Asks while trusting one certificate and nothing else.</summary>
    private async Task<HttpResponseMessage> GetAsync(Uri address, string? certificateHash = null)
    {
        var expected = certificateHash ?? CertificateHash();
        using var http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == expected },
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Host = $"{Host}:{address.Port}" } };
        return await http.SendAsync(request, Cancel);
    }
}
