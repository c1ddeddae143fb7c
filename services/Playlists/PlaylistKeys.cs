using System.Globalization;
using MusicGraph.ServiceDefaults.Paging;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Playlists;

/// <summary><c>playlist:{id}</c> the head, <c>playlist:{id}~{n}</c> the items, which are one aggregate; and the lists of playlists.</summary>
internal static class PlaylistKeys
{
    /// <summary>All public playlists.</summary>
    public static PagedLog<Guid> Public { get; } = new("public-playlists");

    /// <summary>All playlists of an owner.</summary>
    public static PagedLog<Guid> OfOwner(Guid owner) => new("owner-playlists", owner.ToString("N"));

    /// <summary>The public playlists of an owner.</summary>
    public static PagedLog<Guid> PublicOfOwner(Guid owner) => new("owner-public-playlists", owner.ToString("N"));

    public static string Head(Guid id) => StateKey.Of("playlist", id);

    public static string Page(Guid id, int number) => StateKey.Part(Head(id), number.ToString(CultureInfo.InvariantCulture));
}
