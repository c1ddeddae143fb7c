using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>Where the public keys that tokens are signed with come from.</summary>
public interface IKeySetSource
{
    /// <summary>A JSON Web Key Set (RFC 7517).</summary>
    Task<string> FetchAsync(CancellationToken cancellationToken);
}

/// <summary>Asks the users service.</summary>
internal sealed class UsersKeySetSource(Peer peer) : IKeySetSource
{
    public Task<string> FetchAsync(CancellationToken cancellationToken) =>
        peer.Client(Peer.Users).GetStringAsync(".well-known/jwks.json", cancellationToken);
}
