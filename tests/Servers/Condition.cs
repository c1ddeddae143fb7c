using System.Diagnostics;

namespace MusicGraph.Servers;

/// <summary>Waits for what another thread or process brings about, by asking again and again.</summary>
public static class Condition
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, string, CancellationToken)"/>
    public static Task UntilAsync(Func<bool> isSo, string what, CancellationToken cancellationToken = default) =>
        UntilAsync(() => Task.FromResult(isSo()), what, cancellationToken);

    /// <summary>Returns once it is so.</summary>
    /// <param name="isSo">Whether it is; what it throws ends the waiting.</param>
    /// <param name="what">What is waited for, for the error's text.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TimeoutException">It was not so within 90 seconds.</exception>
    public static async Task UntilAsync(Func<Task<bool>> isSo, string what, CancellationToken cancellationToken = default)
    {
        var waited = Stopwatch.StartNew();
        while (!await isSo().ConfigureAwait(false))
        {
            if (waited.Elapsed > s_patience)
                throw new TimeoutException($"It never came to be that {what}.");
            await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a GET is answered, and with success; false where nobody listens.</summary>
    public static async Task<bool> SucceedsAsync(HttpClient http, string path, CancellationToken cancellationToken = default)
    {
        try
        {
            using var response = await http.GetAsync(path, cancellationToken).ConfigureAwait(false);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
