namespace MusicGraph.Gateway.Playlists;

/// <summary>The edit names places of a state that is not the playlist's any more: look at it and edit it again.</summary>
public sealed class SnapshotConflictException(string snapshotId)
    : ServiceProblemException(StatusCodes.Status409Conflict, Problems.SnapshotConflict, "The playlist has changed since; look at it and edit it again.")
{
    /// <summary>The playlist's state of now.</summary>
    public string SnapshotId { get; } = snapshotId;
}
