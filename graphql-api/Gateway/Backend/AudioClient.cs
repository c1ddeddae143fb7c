namespace MusicGraph.Gateway.Backend;

/// <summary>The audio service: what is known of the songs' audio. The bytes go through <see cref="Media.MediaProxy"/>.</summary>
internal sealed class AudioClient(ServiceInvoker services)
{
    public const string AppId = "audio";

    public Task<IReadOnlyList<AudioFile>> GetBySongIdsAsync(IReadOnlyList<Guid> songIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "audio/batch", new BatchRequest(songIds), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListAudioFile, cancellationToken);
}
