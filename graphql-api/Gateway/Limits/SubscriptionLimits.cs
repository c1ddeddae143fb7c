using System.Collections.Concurrent;

namespace MusicGraph.Gateway.Limits;

/// <summary>How many subscriptions each caller has open, on all of their connections to this replica.</summary>
internal sealed class SubscriptionLimits(LimitSettings settings, IHttpContextAccessor http)
{
    private readonly ConcurrentDictionary<Caller, int> _open = [];

    /// <summary>Counts a subscription until it is disposed of.</summary>
    /// <exception cref="ServiceProblemException">There are too many (<c>SUBSCRIPTION_LIMIT</c>).</exception>
    public IDisposable Take(ClaimsPrincipal claims)
    {
        var caller = Caller.Of(http.HttpContext ?? new DefaultHttpContext(), claims);
        var limit = caller.LimitOf(settings).Subscriptions;
        var open = new Open(this, caller);
        if (_open.AddOrUpdate(caller, 1, (_, count) => count + 1) <= limit || limit == 0)
            return open;
        open.Dispose();
        throw new ServiceProblemException(
            StatusCodes.Status429TooManyRequests, "SUBSCRIPTION_LIMIT", $"There are {limit} subscriptions open, which is as many as may be.");
    }

    private sealed class Open(SubscriptionLimits owner, Caller caller) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 1)
                return;
            if (owner._open.AddOrUpdate(caller, 0, (_, count) => count - 1) == 0)
                owner._open.TryRemove(KeyValuePair.Create(caller, 0));
        }
    }
}
