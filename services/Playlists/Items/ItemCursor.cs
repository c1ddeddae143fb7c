using System.Globalization;

namespace MusicGraph.Playlists.Items;

/// <summary>
/// Marks an item's place: its id, so that the mark stays with it when others come and go, and where it was: the page and the place there,
/// which still say where to go on when the item is gone, and its position for when the page is gone too.
/// </summary>
internal readonly record struct ItemCursor(Guid Id, int Page, int Offset, int Position)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Id:N}.{Page}.{Offset}.{Position}");

    public static bool TryRead(string? text, out ItemCursor? cursor)
    {
        cursor = null;
        if (text is null)
            return true;
        if (text.Split('.') is not [var id, var page, var offset, var position]
            || !Guid.TryParseExact(id, "N", out var item)
            || !TryReadNumber(page, out var number)
            || !TryReadNumber(offset, out var place)
            || !TryReadNumber(position, out var absolute))
        {
            return false;
        }

        cursor = new ItemCursor(item, number, place, absolute);
        return true;
    }

    /// <summary>Where the item was, as far as that is known when it is gone itself: what followed it stands there now.</summary>
    public int PlaceIn(ItemPages pages) => pages.PlaceOn(Page, Offset) ?? Position;

    private static bool TryReadNumber(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
