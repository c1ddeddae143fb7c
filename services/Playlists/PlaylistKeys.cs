using System.Globalization;
using MusicGraph.Playlists.Likes;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary>
/// <c>playlist:{id}</c> the head, <c>playlist:{id}~{n}</c> the items, <c>playlist:{id}~history{n}</c> what was done to them, which are one
/// aggregate; who follows a playlist; and the lists of all that.
/// </summary>
internal static class PlaylistKeys
{
    /// <summary>All public playlists.</summary>
    public static PagedLog<Guid> Public { get; } = new("public-playlists");

    /// <summary>Songs and episodes that are gone from the catalog.</summary>
    public static PagedLog<Guid> GoneSongs { get; } = new("gone-songs");

    /// <summary>All playlists of an owner.</summary>
    public static PagedLog<Guid> OfOwner(Guid owner) => new("owner-playlists", owner.ToString("N"));

    /// <summary>The public playlists of an owner.</summary>
    public static PagedLog<Guid> PublicOfOwner(Guid owner) => new("owner-public-playlists", owner.ToString("N"));

    /// <summary>The playlists of others that a user takes part in.</summary>
    public static PagedLog<Guid> SharedWith(Guid user) => new("shared-playlists", user.ToString("N"));

    /// <summary>The playlists that a user follows.</summary>
    public static PagedLog<Guid> FollowedBy(Guid user) => new("followed-playlists", user.ToString("N"));

    /// <summary>The users who follow a playlist.</summary>
    public static PagedLog<Guid> FollowersOf(Guid playlist) => new("playlist-followers", playlist.ToString("N"));

    /// <summary>The songs that a user likes.</summary>
    public static PagedLog<Like> LikesOf(Guid user) => new("likes", user.ToString("N"));

    public static string Follow(Guid playlist, Guid user) => StateKey.Of("playlist-follow", playlist, user);

    public static string Head(Guid id) => StateKey.Of("playlist", id);

    public static string Page(Guid id, int number) => StateKey.Part(Head(id), number.ToString(CultureInfo.InvariantCulture));

    public static string History(Guid id, int number) => StateKey.Part(Head(id), "history" + number.ToString(CultureInfo.InvariantCulture));
}
