using System.Net;
using Microsoft.Azure.Cosmos;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>Calls of Cosmos DB that end in time, and fail with a message that a person can read.</summary>
internal static class CosmosCalls
{
    /// <exception cref="CosmosRequestException">There was no answer.</exception>
    public static async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> call, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await call(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CosmosRequestException($"Cosmos DB did not answer within {timeout.TotalSeconds:0.#} s", error);
        }
        catch (CosmosException error)
        {
            throw new CosmosRequestException(Reason(error.StatusCode, error.ResponseBody), error);
        }
        catch (HttpRequestException error)
        {
            throw new CosmosRequestException($"Cosmos DB cannot be reached: {error.Message}", error);
        }
    }

    /// <exception cref="CosmosRequestException">The answer is an error.</exception>
    public static void EnsureSuccess(ResponseMessage response)
    {
        if (!response.IsSuccessStatusCode)
            throw new CosmosRequestException(Reason(response.StatusCode, response.ErrorMessage));
    }

    /// <summary>The library's messages go on for pages of diagnostics.</summary>
    public static string Reason(HttpStatusCode status, string? message)
    {
        var first = (message ?? "").AsSpan().Trim();
        var end = first.IndexOfAny('\r', '\n');
        return $"Cosmos DB answered {(int)status} ({status}): {(end < 0 ? first : first[..end])}";
    }

    public static ReadOnlySpan<byte> Bytes(ResponseMessage response)
    {
        if (response.Content is MemoryStream memory && memory.TryGetBuffer(out var buffer))
            return buffer;

        using var copy = new MemoryStream();
        response.Content.CopyTo(copy);
        return copy.GetBuffer().AsSpan(0, (int)copy.Length);
    }
}
