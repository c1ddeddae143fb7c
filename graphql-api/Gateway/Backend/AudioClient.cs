namespace MusicGraph.Gateway.Backend;

/// <summary>The audio service: what is known of the songs' audio. The bytes go through <see cref="Media.MediaProxy"/>.</summary>
internal sealed class AudioClient(ServiceInvoker services, ViewerCountry country)
{
    public const string AppId = "audio";

    public Task<IReadOnlyList<AudioFile>> GetBySongIdsAsync(IReadOnlyList<Guid> songIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId,
            country.Code is { } code ? $"audio/batch?country={code}" : "audio/batch",
            new BatchRequest(songIds),
            BackendJson.Default.BatchRequest,
            BackendJson.Default.IReadOnlyListAudioFile,
            cancellationToken);

    public Task<IReadOnlyList<Cover>> GetCoversAsync(IReadOnlyList<Guid> itemIds, CancellationToken cancellationToken) =>
        services.PostAsync(
            AppId, "covers/batch", new BatchRequest(itemIds), BackendJson.Default.BatchRequest, BackendJson.Default.IReadOnlyListCover, cancellationToken);
}
