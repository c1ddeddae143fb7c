namespace MusicGraph.GraphQL.Tests.Execution;

/// <summary>What a resolver gives that hears that the time is up before anybody else does.</summary>
internal static class Cancelled
{
    public static Task<T> Late<T>(CancellationToken timeIsUp)
    {
        timeIsUp.WaitHandle.WaitOne();
        return Task.FromCanceled<T>(timeIsUp);
    }
}
