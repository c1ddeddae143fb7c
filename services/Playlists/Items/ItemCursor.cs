using System.Globalization;
using MusicGraph.Contracts;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// Marks an item's place: its id, so that the mark stays with it when others come and go, and its position, which says on
/// which page to look first and where it was if it is gone.
/// </summary>
internal readonly record struct ItemCursor(Guid Id, int Position)
{
    public static string Write(PlaylistItem item, int position) => string.Create(CultureInfo.InvariantCulture, $"{item.Id:N}.{position}");

    public static bool TryRead(string? text, out ItemCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        if (text.Split('.') is not [var id, var position]
            || !Guid.TryParseExact(id, "N", out var item)
            || !int.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            return false;
        }

        cursor = new ItemCursor(item, place);
        return true;
    }
}
