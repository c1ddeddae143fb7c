using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Identity;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Azure;

/// <summary>How an Azure component proves who it is without a key: Microsoft Entra ID.</summary>
/// <remarks>
/// https://docs.dapr.io/developing-applications/integrations/azure/azure-authentication/authenticating-azure/ and components-contrib,
/// <c>common/authentication/azure</c>: a client secret or a certificate where the fields are there, else workload identity
/// (<c>AZURE_FEDERATED_TOKEN_FILE</c>), managed identity (<c>azureClientId</c> chooses among several) and the Azure CLI, in that order, or
/// those that <c>azureAuthMethods</c> lists. Azure.Identity keeps tokens and fetches new ones before they expire.
/// </remarks>
internal sealed class AzureIdentity
{
    private readonly ComponentDefinition _definition;
    private readonly Uri _authority;
    private readonly string? _tenant;
    private readonly string? _client;
    private readonly string? _secret;
    private readonly string? _certificate;
    private readonly string? _certificateFile;
    private readonly string? _certificatePassword;
    private readonly HashSet<string> _methods;
    private readonly bool _asksNoDirectory;

    private AzureIdentity(ComponentDefinition definition, ComponentMetadata metadata)
    {
        _definition = definition;
        _authority = Authority(definition, metadata.Optional("azureEnvironment", "azureCloud"));
        _tenant = metadata.Optional("azureTenantId", "spnTenantId", "tenantId");
        _client = metadata.Optional("azureClientId", "spnClientId", "clientId");
        _secret = metadata.Optional("azureClientSecret", "spnClientSecret", "clientSecret");
        _certificate = metadata.Optional("azureCertificate", "spnCertificate");
        _certificateFile = metadata.Optional("azureCertificateFile", "spnCertificateFile");
        _certificatePassword = metadata.Optional("azureCertificatePassword", "spnCertificatePassword");
        _methods = Methods(definition, metadata.Optional("azureAuthMethods", "azureADAuthMethods", "entraIDAuthMethods", "microsoftEntraIDAuthMethods"));
        _asksNoDirectory = metadata.Flag("azureDisableInstanceDiscovery");
    }

    /// <summary>Reads the fields, whether they are needed or not.</summary>
    /// <exception cref="DaprConfigurationException">One is not what it should be.</exception>
    public static AzureIdentity Read(ComponentDefinition definition, ComponentMetadata metadata) => new(definition, metadata);

    /// <summary>The end of a service's host name in the cloud that was chosen, as in <c>core.windows.net</c>.</summary>
    public string StorageSuffix
        => _authority == AzureAuthorityHosts.AzureChina ? "core.chinacloudapi.cn"
            : _authority == AzureAuthorityHosts.AzureGovernment ? "core.usgovcloudapi.net"
            : "core.windows.net";

    /// <exception cref="DaprConfigurationException">The certificate cannot be read, or every method was ruled out.</exception>
    public TokenCredential CreateCredential()
    {
        var isApplication = !string.IsNullOrEmpty(_tenant) && !string.IsNullOrEmpty(_client);
        if (_methods.Contains("creds") && isApplication && !string.IsNullOrEmpty(_secret))
            return new ClientSecretCredential(_tenant, _client, _secret, new ClientSecretCredentialOptions { AuthorityHost = _authority });
        if (_methods.Contains("cert") && isApplication && !(string.IsNullOrEmpty(_certificate) && string.IsNullOrEmpty(_certificateFile)))
            return new ClientCertificateCredential(_tenant, _client, Certificate(), new ClientCertificateCredentialOptions { AuthorityHost = _authority });
        if (!_methods.Overlaps(["wi", "mi", "cli"]))
            throw _definition.Error("metadata field 'azureAuthMethods' leaves no way to authenticate that the other fields allow");

        return new DefaultAzureCredential(new DefaultAzureCredentialOptions
        {
            AuthorityHost = _authority,
            DisableInstanceDiscovery = _asksNoDirectory,
            ManagedIdentityClientId = string.IsNullOrEmpty(_client) ? null : _client,
            ExcludeWorkloadIdentityCredential = !_methods.Contains("wi"),
            ExcludeManagedIdentityCredential = !_methods.Contains("mi"),
            ExcludeAzureCliCredential = !_methods.Contains("cli"),
            ExcludeEnvironmentCredential = true,
            ExcludeAzureDeveloperCliCredential = true,
            ExcludeAzurePowerShellCredential = true,
            ExcludeInteractiveBrowserCredential = true,
            ExcludeVisualStudioCredential = true,
            ExcludeVisualStudioCodeCredential = true,
            ExcludeBrokerCredential = true,
        });
    }

    private static Uri Authority(ComponentDefinition definition, string? environment) => environment?.ToLowerInvariant() switch
    {
        null or "" or "azurepubliccloud" or "azurepublic" => AzureAuthorityHosts.AzurePublicCloud,
        "azurechinacloud" or "azurechina" => AzureAuthorityHosts.AzureChina,
        "azureusgovernmentcloud" or "azureusgovernment" => AzureAuthorityHosts.AzureGovernment,
        _ => throw definition.Error($"metadata field 'azureEnvironment' is '{environment}', which is no Azure cloud"),
    };

    private static HashSet<string> Methods(ComponentDefinition definition, string? list)
    {
        if (string.IsNullOrWhiteSpace(list))
            return ["creds", "cert", "wi", "mi", "cli"];

        return [.. list.Split(',', StringSplitOptions.TrimEntries).Select(method => method.ToLowerInvariant() switch
        {
            "clientcredentials" or "creds" => "creds",
            "clientcertificate" or "cert" => "cert",
            "workloadidentity" or "wi" => "wi",
            "managedidentity" or "mi" => "mi",
            "commandlineinterface" or "cli" => "cli",
            "none" => "none",
            _ => throw definition.Error($"metadata field 'azureAuthMethods' has '{method}', which is no way to authenticate"),
        })];
    }

    // PKCS#12, or PEM with certificate and key in one file.
    private X509Certificate2 Certificate()
    {
        var field = string.IsNullOrEmpty(_certificateFile) ? "azureCertificate" : "azureCertificateFile";
        try
        {
            var bytes = string.IsNullOrEmpty(_certificateFile) ? System.Text.Encoding.UTF8.GetBytes(_certificate!) : File.ReadAllBytes(_certificateFile);
            if (!bytes.AsSpan().StartsWith("-----BEGIN"u8))
                return X509CertificateLoader.LoadPkcs12(bytes, _certificatePassword);

            var pem = System.Text.Encoding.UTF8.GetString(bytes);
            return X509Certificate2.CreateFromPem(pem, pem);
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw _definition.Error($"metadata field '{field}' is no certificate with its key: {error.Message}", error);
        }
    }
}
