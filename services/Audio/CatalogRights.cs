using System.Net;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.Peers;

namespace MusicGraph.Audio;

/// <summary>Asks the catalog who may give an item its audio or its picture: who may change the item.</summary>
internal sealed class CatalogRights(Peer peer)
{
    /// <summary>Null when the item is there, is of this kind, and the caller may change it.</summary>
    /// <param name="field">What the caller knows the id by.</param>
    public async Task<Problem?> CheckAsync<T>(string field, Guid id, Func<T, bool> fits, CancellationToken cancellationToken)
        where T : CatalogItem
    {
        if (await peer.BatchAsync<CatalogItem>(Peer.Catalog, "items/batch", [id], cancellationToken) is not [T item] || !fits(item))
            return Problem.NotFound(field, id, "There is no such item in the catalog.");
        using var answer = await peer.SendAsync(Peer.Catalog, HttpMethod.Get, $"items/{id}/may-change", cancellationToken);
        return answer.StatusCode switch
        {
            HttpStatusCode.NoContent => null,
            HttpStatusCode.NotFound => Problem.NotFound(field, id, "There is no such item in the catalog."),
            < HttpStatusCode.InternalServerError => Problem.Forbidden("Only who added it, its artist or an admin may do this."),
            var fault => throw new HttpRequestException("The catalog cannot say who may do this.", null, fault),
        };
    }
}
