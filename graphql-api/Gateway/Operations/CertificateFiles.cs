using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MusicGraph.Gateway.Operations;

/// <summary>A certificate and its key in PEM files, which are read again when whoever renews it has written them anew.</summary>
internal sealed class CertificateFiles
{
    private readonly string _certificate;
    private readonly string _key;
    private readonly Lock _gate = new();
    private Loaded _loaded;

    /// <exception cref="InvalidOperationException">They cannot be read.</exception>
    public CertificateFiles(string certificate, string key)
    {
        (_certificate, _key) = (certificate, key);
        try
        {
            _loaded = Load();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"The certificate in {certificate} with the key in {key} cannot be used: {error.Message}", error);
        }
    }

    /// <summary>The certificate with those that issued it.</summary>
    public SslStreamCertificateContext Current
    {
        get
        {
            lock (_gate)
            {
                try
                {
                    if (File.GetLastWriteTimeUtc(_certificate) != _loaded.WrittenAt)
                        _loaded = Load();
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
                {
                    // They are being written; the old one is good until they are.
                }

                return _loaded.Context;
            }
        }
    }

    private Loaded Load()
    {
        var writtenAt = File.GetLastWriteTimeUtc(_certificate);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(_certificate);
        return new Loaded(
            SslStreamCertificateContext.Create(X509Certificate2.CreateFromPemFile(_certificate, _key), chain, offline: true),
            writtenAt);
    }

    private sealed record Loaded(SslStreamCertificateContext Context, DateTime WrittenAt);
}
