using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Http;

/// <summary>The rule of every batch endpoint.</summary>
public static class Batch
{
    /// <summary>Ids per call.</summary>
    public const int Largest = 1_000;

    /// <summary>The windows of a request for windows of many lists.</summary>
    public static Outcome<T[]> WindowsOf<T>(IReadOnlyList<T>? windows)
        where T : class =>
        windows is { Count: <= Largest } && windows.All(window => window is not null)
            ? windows.ToArray()
            : Problem.Invalid("windows", $"windows must be a list of at most {Largest}.");

    /// <summary>The different ids of the request, in its order.</summary>
    public static Outcome<IReadOnlyList<Guid>> IdsOf(BatchRequest request) => request.Ids switch
    {
        null => Problem.Invalid("ids", "ids must be a list."),
        { Count: > Largest } => Problem.Invalid("ids", $"ids must be at most {Largest}."),
        var ids => ids.Distinct().ToArray(),
    };
}
