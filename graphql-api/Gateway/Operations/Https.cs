using System.Security.Authentication;
using Microsoft.AspNetCore.HttpsPolicy;

namespace MusicGraph.Gateway.Operations;

/// <summary>
/// HTTPS by the gateway itself, where there is no edge in front of it that does so: the settings <c>Https:Certificate</c> and <c>Https:Key</c>
/// name PEM files, <c>urls</c> has an address with <c>https</c> besides. Plain requests are then sent there, and browsers told to stay.
/// </summary>
internal static class Https
{
    private const string Certificate = "Https:Certificate";
    private const string Key = "Https:Key";

    /// <summary>What the sidecar and probes ask for comes without TLS, from this machine or pod.</summary>
    private static readonly string[] PlainPaths = ["/dapr", "/events", "/healthz", "/livez"];

    /// <exception cref="InvalidOperationException">Only one of the two is set, or they are no certificate with its key.</exception>
    public static WebApplicationBuilder AddHttps(this WebApplicationBuilder builder)
    {
        var (certificate, key) = (builder.Configuration[Certificate], builder.Configuration[Key]);
        if (string.IsNullOrEmpty(certificate) && string.IsNullOrEmpty(key))
            return builder;
        if (string.IsNullOrEmpty(certificate) || string.IsNullOrEmpty(key))
            throw new InvalidOperationException($"The settings {Certificate} and {Key} are needed together.");

        var files = new CertificateFiles(certificate, key);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ConfigureHttpsDefaults(https =>
        {
            https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
            https.ServerCertificateSelector = (_, _) => files.Current.TargetCertificate;
            https.OnAuthenticate = (_, tls) =>
            {
                // With what issued it: clients know the root alone.
                tls.ServerCertificateSelectionCallback = null;
                tls.ServerCertificateContext = files.Current;
            };
        }));
        builder.Services.Configure<HttpsRedirectionOptions>(options => options.RedirectStatusCode = StatusCodes.Status308PermanentRedirect);
        builder.Services.AddHsts(options =>
        {
            options.MaxAge = TimeSpan.FromDays(365);
            options.IncludeSubDomains = true;
        });
        builder.Services.AddSingleton(files);
        return builder;
    }

    public static void UseHttps(this WebApplication app)
    {
        if (app.Services.GetService<CertificateFiles>() is null)
            return;
        app.UseHsts();
        app.UseWhen(
            context => !PlainPaths.Any(path => context.Request.Path.StartsWithSegments(path)),
            outside => outside.UseHttpsRedirection());
    }
}
