namespace MusicGraph.Gateway.Shares;

/// <summary>What can be shared, as the arguments of a mutation name it.</summary>
internal static class ShareSubjects
{
    /// <summary>The one of the ids that is given.</summary>
    /// <exception cref="InvalidInputException">None is, or several are.</exception>
    public static (ShareKind Kind, Guid Id) One(params ReadOnlySpan<(ShareKind Kind, Guid? Id)> subjects)
    {
        (ShareKind Kind, Guid Id)? found = null;
        foreach (var (kind, id) in subjects)
        {
            if (id is not { } subject)
                continue;
            if (found is not null)
                throw Invalid();
            found = (kind, subject);
        }

        return found ?? throw Invalid();
    }

    /// <summary>What is not there.</summary>
    public static ServiceProblemException Missing(ShareKind kind, Guid id) => kind switch
    {
        ShareKind.Song => new SongNotFoundException(id),
        ShareKind.Playlist => new PlaylistNotFoundException(id),
        _ => new SubjectNotFoundException($"There is no {kind.ToString().ToLowerInvariant()} with this id."),
    };

    private static InvalidInputException Invalid() => new("songId", "Give one thing to share, and not several.");
}
