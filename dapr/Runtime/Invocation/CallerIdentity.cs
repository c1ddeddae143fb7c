using Microsoft.AspNetCore.Http;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Who invokes: what daprd takes from the SPIFFE id of the caller's certificate.</summary>
/// <param name="TrustDomain">What the caller's own configuration says of itself; <c>public</c> by default.</param>
internal sealed record CallerIdentity(string AppId, string Namespace, string TrustDomain)
{
    public const string DefaultTrustDomain = "public";

    private const string AppIdHeader = "dapr-caller-app-id";
    private const string NamespaceHeader = "dapr-caller-namespace";
    private const string TrustDomainHeader = "dapr-caller-trust-domain";

    /// <summary>Who a request from another process's sidecar says that it is of.</summary>
    public static CallerIdentity Read(IHeaderDictionary headers)
        => new(headers[AppIdHeader].ToString(), headers[NamespaceHeader].ToString(), headers[TrustDomainHeader].ToString());

    /// <summary>Tells another process's sidecar; the id goes with every invocation.</summary>
    public void Write(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(NamespaceHeader, Namespace);
        request.Headers.TryAddWithoutValidation(TrustDomainHeader, TrustDomain);
    }
}
