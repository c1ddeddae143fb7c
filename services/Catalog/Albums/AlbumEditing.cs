using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Albums;

/// <summary>Edits albums. A title is an artist's only once, since songs name their albums by it.</summary>
internal sealed class AlbumEditing(CatalogStore store, NamedItems named, ItemChanges changes)
{
    private static readonly TextRule Title = new("title", 300);
    private static readonly TextRule Label = new("label", 200, Required: false);

    public async Task<Outcome<Album>> EditAsync(Guid id, AlbumEdit edit, CurrentUser user, CancellationToken cancellationToken)
    {
        var title = "";
        if ((edit.Title is not null && Title.Check(edit.Title).Failed(out var problem, out title))
            || Label.Check(edit.Label).Failed(out problem, out var label)
            || ItemRules.CheckDate(edit.ReleaseDate).Failed(out problem, out var date)
            || ItemRules.CheckUpc(edit.Upc).Failed(out problem, out var upc))
        {
            return problem;
        }

        if (await store.MayChangeAsync(id, user, cancellationToken) is { } refused)
            return refused;
        var claimed = default(string);
        if (edit.Title is not null && await store.FindAsync([id], cancellationToken) is [Album before])
        {
            claimed = CatalogKeys.AlbumName(title!, before.ArtistIds[0]);
            if (claimed == CatalogKeys.AlbumName(before.Title, before.ArtistIds[0]))
                claimed = null;
            else if (await named.ClaimAsync(claimed, before with { Title = title! }, cancellationToken) is var holder && holder != id)
                return Problem.Conflict(Problems.NameTaken, "The artist has an album of this title.", holder);
        }

        var edited = await changes.ChangeAsync<Album>(
            id,
            user,
            album => ItemRules.Apply(
                album with
                {
                    Title = edit.Title is null ? album.Title : title!,
                    ReleaseDate = ItemRules.After(album.ReleaseDate, edit.ReleaseDate, date),
                    Type = edit.Type ?? album.Type,
                    Label = ItemRules.After(album.Label, edit.Label, label),
                    Upc = ItemRules.After(album.Upc, edit.Upc, upc),
                },
                edit),
            cancellationToken);
        if (edited.Problem is not null && claimed is not null)
            await named.ReleaseAsync(claimed, id, cancellationToken);
        return edited;
    }
}
