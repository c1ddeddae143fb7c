namespace MusicGraph.Playlists.Items;

/// <summary>A page that the head names is not there: another replica changed the playlist between the reads of the two. Read again.</summary>
internal sealed class PageGoneException(Guid playlist, int number) : Exception($"Page {number} of playlist {playlist} is not there.")
{
    private const int Attempts = 5;

    /// <summary>Does it again where a page was gone.</summary>
    public static async Task<T> RetryAsync<T>(Func<Task<T>> read)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await read();
            }
            catch (PageGoneException) when (attempt < Attempts)
            {
                // The next look sees the head that goes with the pages.
            }
        }
    }
}
