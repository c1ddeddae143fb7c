namespace MusicGraph.ServiceDefaults.Http;

/// <summary>How the gateway tells a service who is behind a request. It sets them itself; what comes from outside under these names goes nowhere.</summary>
public static class ClientHeaders
{
    /// <summary>The client's IP address.</summary>
    public const string Address = "client-address";

    /// <summary>What the client calls itself.</summary>
    public const string Agent = "client-agent";
}
