using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Playlists;

/// <summary>What a playlist may look like.</summary>
internal static class PlaylistRules
{
    private static readonly TextRule Name = new("name", 200);
    private static readonly TextRule Description = new("description", 2_000, Required: false, ManyLines: true);

    /// <summary>The playlist with its texts cleaned, or the first rule it breaks.</summary>
    public static Outcome<NewPlaylist> Check(NewPlaylist playlist)
    {
        if (Name.Check(playlist.Name).Failed(out var problem, out var name)
            || Description.Check(playlist.Description).Failed(out problem, out var description))
        {
            return problem;
        }

        return playlist with { Name = name, Description = description.Length == 0 ? null : description };
    }

    /// <summary>The head with the edit made, or the first rule it breaks.</summary>
    public static Outcome<PlaylistHead> Apply(PlaylistHead head, PlaylistEdit edit, DateTimeOffset now)
    {
        var visibility = edit.Visibility ?? head.Visibility;
        var edited = Check(new NewPlaylist(edit.Name ?? head.Name, edit.Description ?? head.Description, visibility));
        return edited.Failed(out var problem, out var playlist)
            ? problem
            : head with { Name = playlist.Name, Description = playlist.Description, Visibility = visibility, UpdatedAt = now };
    }
}
