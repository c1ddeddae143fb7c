using MusicGraph.Catalog.Items;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Auth;
using MusicGraph.ServiceDefaults.Http;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Catalog.Songs;

/// <summary>Edits songs. What an edit names is found or made as it is for a new song.</summary>
internal sealed class SongEditing(Transactions transactions, SongParts parts, ItemChanges changes, TimeProvider time)
{
    public async Task<Outcome<Song>> EditAsync(Guid id, SongEdit edit, CurrentUser user, CancellationToken cancellationToken)
    {
        // Asked first, so that who may not change the song makes no artists either.
        var session = transactions.Read();
        await session.LoadItemsAsync([id], cancellationToken);
        if (session.LoadedItem(id) is not Song song)
            return Problem.NotFound("There is no such song.");
        if (ItemRights.Check(song, user) is { } refused)
            return refused;
        if (NewSongRules.Check(await WholeAsync(session, song, edit, cancellationToken)).Failed(out var problem, out var whole))
            return problem;

        FoundParts? found = null;
        if (Names(edit) && (await parts.FindOrAddAsync(session, whole, user.Id, time.GetUtcNow(), cancellationToken)).Failed(out problem, out found))
            return problem;

        return await changes.ChangeAsync<Song>(
            id,
            user,
            now =>
            {
                now = now with
                {
                    Title = edit.Title is null ? now.Title : whole.Title,
                    TrackNumber = edit.TrackNumber ?? now.TrackNumber,
                    DiscNumber = edit.DiscNumber ?? now.DiscNumber,
                    DurationMs = edit.DurationMs ?? now.DurationMs,
                    ReleaseDate = edit.ReleaseDate is null ? now.ReleaseDate : whole.ReleaseDate,
                    Country = edit.Country is null ? now.Country : whole.Country,
                    Isrc = edit.Isrc is null ? now.Isrc : whole.Isrc,
                    IsExplicit = edit.IsExplicit ?? now.IsExplicit,
                };
                if (found is not null)
                    now = now with { ArtistIds = found.ArtistIds, Credits = found.Credits, AlbumId = found.Album?.Id, GenreSlug = found.Genre?.Slug };
                return ItemRules.Apply(now, edit);
            },
            cancellationToken);
    }

    private static bool Names(SongEdit edit) =>
        edit.Artists is not null || edit.Credits is not null || edit.Album is not null || edit.AlbumArtist is not null || edit.Genre is not null;

    /// <summary>The edited song as one that is new, with the names that it has for what the edit says nothing of.</summary>
    private static async Task<NewSong> WholeAsync(StateSession session, Song song, SongEdit edit, CancellationToken cancellationToken)
    {
        Credit[] credits = [.. song.Credits ?? song.ArtistIds.Select(id => new Credit(id, CreditRole.Main))];
        await session.LoadItemsAsync([.. credits.Select(credit => credit.ArtistId), .. song.AlbumId is { } at ? [at] : Array.Empty<Guid>()], cancellationToken);
        var album = song.AlbumId is { } albumId ? session.LoadedItem(albumId) as Album : null;
        await session.LoadItemsAsync(album?.ArtistIds ?? [], cancellationToken);
        if (song.GenreSlug is { } slug)
            await session.LoadAsync([CatalogKeys.Genre(slug)], cancellationToken);
        return new NewSong(
            edit.Title ?? song.Title,
            edit.Artists ?? [.. credits.Where(credit => credit.Role == CreditRole.Main).Select(credit => NameOf(credit.ArtistId))],
            edit.Album ?? album?.Title,
            edit.AlbumArtist ?? (edit.Album is null && album is not null ? NameOf(album.ArtistIds[0]) : null),
            edit.Genre ?? (song.GenreSlug is null ? null : session.Loaded<GenreRecord>(CatalogKeys.Genre(song.GenreSlug))?.Name),
            edit.TrackNumber,
            edit.DurationMs ?? 0,
            edit.ReleaseDate ?? song.ReleaseDate,
            edit.Country)
        {
            Credits = edit.Credits
                ?? [.. credits.Where(credit => credit.Role != CreditRole.Main).Select(credit => new NewCredit(NameOf(credit.ArtistId), credit.Role))],
            DiscNumber = edit.DiscNumber,
            Isrc = edit.Isrc,
        };

        string NameOf(Guid artist) => (session.LoadedItem(artist) as Artist)?.Name ?? artist.ToString("N");
    }
}
