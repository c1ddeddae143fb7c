using System.Net;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Audio;

/// <summary>Asks who may give something its audio or its picture: whoever may change it, of which its own service knows.</summary>
internal sealed class UploadRights(Peer peer)
{
    /// <summary>Null when the caller may upload a song's audio.</summary>
    public async Task<Problem?> CheckAudioAsync(Guid songId, CancellationToken cancellationToken) =>
        await FindAsync(songId, cancellationToken) is Song
            ? await AskAsync(Peer.Catalog, $"items/{songId}/may-change", "songId", songId, cancellationToken)
            : Missing("songId", songId);

    /// <summary>Null when the caller may upload the picture of an album, artist, show, episode or playlist.</summary>
    public async Task<Problem?> CheckCoverAsync(Guid id, CancellationToken cancellationToken) => await FindAsync(id, cancellationToken) switch
    {
        Song => Missing("itemId", id),
        null => await AskAsync(Peer.Playlists, $"playlists/{id}/may-change", "itemId", id, cancellationToken),
        _ => await AskAsync(Peer.Catalog, $"items/{id}/may-change", "itemId", id, cancellationToken),
    };

    private async Task<CatalogItem?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [id], cancellationToken) is [var item] ? item : null;

    private async Task<Problem?> AskAsync(string app, string route, string field, Guid id, CancellationToken cancellationToken)
    {
        using var answer = await peer.SendAsync(app, HttpMethod.Get, route, cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.NoContent => null,
            HttpStatusCode.NotFound => Missing(field, id),
            < HttpStatusCode.InternalServerError => Problem.Forbidden("Only who may change it may do this."),
            var fault => throw new HttpRequestException($"The service '{app}' cannot say who may do this.", null, fault),
        };
    }

    private static Problem Missing(string field, Guid id) => Problem.NotFound(field, id, "There is no such thing that this could be of.");
}
