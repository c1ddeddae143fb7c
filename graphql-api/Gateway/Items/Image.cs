using MusicGraph.Gateway.Media;

namespace MusicGraph.Gateway.Items;

/// <summary>A picture in one size.</summary>
/// <param name="Url">Where it is, relative to the address of this server.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
public sealed record Image(string Url, int Width, int Height)
{
    /// <summary>A cover in all of its sizes, the largest first; none where there is no cover.</summary>
    internal static IReadOnlyList<Image> ListOf(Cover? cover, string typeName) => cover is null
        ? []
        : [.. cover.Images.Select(image => new Image(MediaRoutes.CoverUrl(typeName, cover.ItemId, image.Size), image.Width, image.Height))];
}
