using System.Text.Json;
using System.Text.Json.Serialization;

namespace MusicGraph.Gateway.Backend;

/// <summary>The records of services/Contracts as JSON, without reflection.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ServiceProblem))]
[JsonSerializable(typeof(BatchRequest))]
[JsonSerializable(typeof(NewSong))]
[JsonSerializable(typeof(Song))]
[JsonSerializable(typeof(Page<Song>))]
[JsonSerializable(typeof(Page<Album>))]
[JsonSerializable(typeof(Page<Artist>))]
[JsonSerializable(typeof(IReadOnlyList<Genre>))]
[JsonSerializable(typeof(IReadOnlyList<CatalogItem>))]
[JsonSerializable(typeof(SearchHits))]
[JsonSerializable(typeof(NewPlaylist))]
[JsonSerializable(typeof(PlaylistEdit))]
[JsonSerializable(typeof(Playlist))]
[JsonSerializable(typeof(Page<Playlist>))]
[JsonSerializable(typeof(IReadOnlyList<Playlist>))]
[JsonSerializable(typeof(ItemsToAdd))]
[JsonSerializable(typeof(ItemsToRemove))]
[JsonSerializable(typeof(ItemMove))]
[JsonSerializable(typeof(ItemsBatchRequest))]
[JsonSerializable(typeof(IReadOnlyList<Page<PlaylistItem>?>))]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Credentials))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(ProfileEdit))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(Page<User>))]
[JsonSerializable(typeof(IReadOnlyList<User>))]
[JsonSerializable(typeof(NewFollow))]
[JsonSerializable(typeof(IReadOnlyList<FollowCounts>))]
[JsonSerializable(typeof(Page<Guid>))]
[JsonSerializable(typeof(NewShare))]
[JsonSerializable(typeof(Share))]
[JsonSerializable(typeof(Page<Share>))]
[JsonSerializable(typeof(IReadOnlyList<Share>))]
[JsonSerializable(typeof(AudioFile))]
[JsonSerializable(typeof(IReadOnlyList<AudioFile>))]
[JsonSerializable(typeof(SongWindowsRequest))]
[JsonSerializable(typeof(WindowsRequest))]
[JsonSerializable(typeof(IReadOnlyList<Page<Song>>))]
[JsonSerializable(typeof(IReadOnlyList<Page<Album>>))]
[JsonSerializable(typeof(IReadOnlyList<Page<Playlist>>))]
[JsonSerializable(typeof(IReadOnlyList<Page<Guid>>))]
[JsonSerializable(typeof(ShareMade))]
[JsonSerializable(typeof(CatalogItemChanged))]
internal sealed partial class BackendJson : JsonSerializerContext;
