using Microsoft.Data.Sqlite;

namespace MusicGraph.Search.Sqlite;

/// <summary>
/// FTS5 puts its segments together level by level, four of one level into one of the next. What was filled at once and optimized is one segment
/// of hundreds of megabytes on one of the first levels: the next changes would wait for all of it to be read and written anew, and every
/// search would look into more than a hundred small segments meanwhile (measured: three times as long). There is no command for it, so the
/// record of the levels is changed here: the one segment is put where it would be if it had grown change by change.
/// </summary>
internal static class SqliteLevels
{
    // Four million transactions.
    private const byte Highest = 12;

    // The record: a number that changes, a mark of the version, then as varints the levels, the segments, what was written, and for each level
    // how many segments are being merged, how many there are, and these.
    private const int MarkAt = 4;
    private const int LevelsAt = 8;
    private const int SegmentsAt = 9;
    private const int WrittenAt = 10;

    /// <summary>Does nothing where the record is not as it is known here, or has more than one segment.</summary>
    public static void Raise(SqliteConnection connection)
    {
        using var read = connection.CreateCommand();
        read.CommandText = "SELECT block FROM words_data WHERE id = 10";
        if (read.ExecuteScalar() is not byte[] { Length: > WrittenAt } block
            || block.AsSpan(MarkAt, 4) is not [0xFF, 0, 0, 1]
            || block[LevelsAt] is 0 or >= Highest
            || block[SegmentsAt] != 1)
        {
            return;
        }

        var levelsAt = WrittenAt + block.AsSpan(WrittenAt).IndexOfAnyInRange((byte)0, (byte)0x7F) + 1;
        if (block.AsSpan(levelsAt, 2 * (block[LevelsAt] - 1)).ContainsAnyExcept((byte)0))
            return;
        byte[] raised = [.. block[..levelsAt], .. new byte[2 * (Highest - block[LevelsAt])], .. block[levelsAt..]];
        raised[LevelsAt] = Highest;
        using var write = connection.CreateCommand();
        write.CommandText = "UPDATE words_data SET block = $block WHERE id = 10";
        write.Parameters.AddWithValue("$block", raised);
        write.ExecuteNonQuery();
    }
}
