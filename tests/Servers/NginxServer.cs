using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MusicGraph.Servers;

/// <summary>A real nginx with a configuration of <c>deploy/nginx</c>, a certificate made for it, and these servers behind it.</summary>
/// <param name="configuration">The folder of <c>nginx.conf</c>; its <c>machine</c> folder is replaced by one for this machine.</param>
/// <param name="upstreams">The gateways, as <c>host:port</c>.</param>
public sealed class NginxServer(string configuration, params IReadOnlyList<string> upstreams) : ServerProcess
{
    private readonly int _plainPort = LoopbackPort.Free();

    /// <summary>Where it serves with TLS; the certificate is for this name and for <c>127.0.0.1</c>.</summary>
    public Uri Address => new($"https://localhost:{Port}/");

    /// <summary>Where it serves without TLS.</summary>
    public Uri PlainAddress => new($"http://localhost:{_plainPort}/");

    /// <summary>The file of the certificate, which signs itself.</summary>
    public string CertificateFile => Path.Combine(Folder, "certificate.pem");

    /// <summary>What was logged so far.</summary>
    public string AccessLog => File.ReadAllText(Path.Combine(Folder, "access.log"));

    /// <inheritdoc/>
    protected override string Package => "nginx";

    /// <inheritdoc/>
    protected override ProcessStartInfo StartInfo
    {
        get
        {
            if (!File.Exists(CertificateFile))
                Prepare();
            var directives = $"daemon off; pid {Folder}/nginx.pid; error_log stderr;" + (Environment.IsPrivilegedProcess ? " user root;" : "");
            return new ProcessStartInfo("nginx", ["-p", Folder, "-c", "nginx.conf", "-g", directives]);
        }
    }

    private void Prepare()
    {
        File.Copy(Path.Combine(configuration, "nginx.conf"), Path.Combine(Folder, "nginx.conf"));
        var machine = Directory.CreateDirectory(Path.Combine(Folder, "machine")).FullName;
        File.WriteAllText(Path.Combine(machine, "plain.conf"), $"listen 127.0.0.1:{_plainPort};\n");
        File.WriteAllText(Path.Combine(machine, "tls.conf"), $"listen 127.0.0.1:{Port} ssl http2;\naccess_log {Folder}/access.log json;\n");
        File.WriteAllText(Path.Combine(machine, "http.conf"), $$"""
            upstream gateways {
              least_conn;
              {{string.Concat(upstreams.Select(server => $"server {server} max_fails=1 fail_timeout=2s; "))}}
              keepalive 64;
            }
            access_log off;
            ssl_certificate {{CertificateFile}};
            ssl_certificate_key {{Folder}}/key.pem;
            client_body_temp_path {{Folder}}/body;
            proxy_temp_path {{Folder}}/proxy;
            fastcgi_temp_path {{Folder}}/fastcgi;
            uwsgi_temp_path {{Folder}}/uwsgi;
            scgi_temp_path {{Folder}}/scgi;
            """);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(Folder, "key.pem"), key.ExportECPrivateKeyPem());
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
    }
}
