using MusicGraph.Catalog.Items;
using MusicGraph.Catalog.Songs;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Catalog.Artists;

/// <summary>Edits and deletes artists. A name is one artist's, since songs name their artists by it.</summary>
internal sealed class ArtistEditing(CatalogStore store, NamedItems named, ItemChanges changes, TimeProvider time)
{
    private static readonly TextRule Name = new("name", 200);
    private static readonly TextRule Bio = new("bio", 5_000, Required: false, ManyLines: true);

    public async Task<Outcome<Artist>> EditAsync(Guid id, ArtistEdit edit, CurrentUser user, CancellationToken cancellationToken)
    {
        var name = "";
        if ((edit.Name is not null && Name.Check(edit.Name).Failed(out var problem, out name))
            || Bio.Check(edit.Bio).Failed(out problem, out var bio)
            || ItemRules.CheckCountry(edit.Country).Failed(out problem, out var country))
        {
            return problem;
        }

        if (await store.MayChangeAsync(id, user, cancellationToken) is { } refused)
            return refused;
        var claimed = default(string);
        if (edit.Name is not null && await store.FindAsync([id], cancellationToken) is [Artist before])
        {
            claimed = CatalogKeys.ArtistName(name!);
            if (claimed == CatalogKeys.ArtistName(before.Name))
                claimed = null;
            else if (await named.ClaimAsync(claimed, before with { Name = name! }, cancellationToken) is var holder && holder != id)
                return Problem.Conflict(Problems.NameTaken, "Another artist has this name.", holder);
        }

        var edited = await changes.ChangeAsync<Artist>(
            id,
            user,
            artist => ItemRules.Apply(
                artist with
                {
                    Name = edit.Name is null ? artist.Name : name!,
                    Country = ItemRules.After(artist.Country, edit.Country, country),
                    Bio = ItemRules.After(artist.Bio, edit.Bio, bio),
                },
                edit),
            cancellationToken);
        if (edited.Problem is not null && claimed is not null)
            await named.ReleaseAsync(claimed, id, cancellationToken);
        return edited;
    }

    /// <summary>Deletes an artist who has no songs and albums.</summary>
    public Task<Outcome<Artist>> DeleteAsync(Guid id, CurrentUser user, CancellationToken cancellationToken) =>
        changes.ChangeAsync<Artist>(
            id,
            async (_, artist, token) =>
            {
                if (ItemRights.Check(artist, user) is { } refused)
                    return refused;
                // Read anew each time: songs come without the artist being written.
                return await store.HasWorksAsync(id, token)
                    ? Problem.Conflict(Problems.StillInUse, "The artist still has songs or albums.")
                    : artist with { DeletedAt = time.GetUtcNow() };
            },
            cancellationToken);
}
