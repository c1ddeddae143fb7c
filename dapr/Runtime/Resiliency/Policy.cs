namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>The policies of one target: a retry around a circuit breaker around a timeout, as in dapr's <c>pkg/resiliency/policy.go</c>.</summary>
internal sealed class Policy(TimeSpan? timeout, RetryPolicy? retry, CircuitBreaker? breaker, TimeProvider time)
{
    /// <summary>Whether a call may be made more than once, so that what it sends has to be kept.</summary>
    public bool Retries => retry is { MaxRetries: not 0 };

    /// <summary>The same without its retry, for what cannot be sent twice.</summary>
    public Policy Once => retry is null ? this : new Policy(timeout, null, breaker, time);

    /// <summary>Makes a call that answers nothing.</summary>
    /// <inheritdoc cref="ExecuteAsync{T}"/>
    public Task ExecuteAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken)
        => ExecuteAsync(
            async token =>
            {
                await call(token).ConfigureAwait(false);
                return true;
            },
            cancellationToken: cancellationToken);

    /// <summary>Makes a call, again where it fails and the policy says so.</summary>
    /// <param name="failure">
    /// Tells of an answer that is a failure its HTTP status, or 0 where it has none; null of any other. The last one is answered all the same.
    /// </param>
    /// <exception cref="ResilienceException">The circuit is open, or the time of the last attempt ran out.</exception>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> call, Func<T, int?>? failure = null, CancellationToken cancellationToken = default)
    {
        var began = time.GetTimestamp();
        for (var retries = 0; ; retries++)
        {
            TimeSpan? pause;
            try
            {
                var answer = await TryAsync(call, failure, cancellationToken).ConfigureAwait(false);
                if (failure?.Invoke(answer) is not { } status || (pause = Pause(retries, began, status)) is null)
                    return answer;
                (answer as IDisposable)?.Dispose();
            }
            catch (Exception error) when (IsFault(error, cancellationToken) && (pause = Pause(retries, began, status: 0)) is not null)
            {
                // Tried again below.
            }

            await Task.Delay(pause.Value, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a call failed by a fault that may pass.</summary>
    private static bool IsFault(Exception error, CancellationToken cancellationToken)
        => error is not (IFinalAnswer or ResilienceException { IsCircuitOpen: true }) && !cancellationToken.IsCancellationRequested;

    private TimeSpan? Pause(int retries, long began, int status)
        => retry is null || (status > 0 && retry.Statuses?.Contains(status) == false)
            ? null
            : retry.Pause(retries, time.GetElapsedTime(began));

    private async Task<T> TryAsync<T>(Func<CancellationToken, Task<T>> call, Func<T, int?>? failure, CancellationToken cancellationToken)
    {
        if (breaker is null)
            return await InTimeAsync(call, cancellationToken).ConfigureAwait(false);

        var generation = breaker.Enter();
        bool? success = false;
        try
        {
            var answer = await InTimeAsync(call, cancellationToken).ConfigureAwait(false);
            success = failure?.Invoke(answer) is null;
            return answer;
        }
        catch (Exception error)
        {
            success = error is IFinalAnswer ? true : cancellationToken.IsCancellationRequested ? null : false;
            throw;
        }
        finally
        {
            breaker.Report(generation, success);
        }
    }

    private async Task<T> InTimeAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        if (timeout is not { } limit)
            return await call(cancellationToken).ConfigureAwait(false);

        using var timer = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        var calling = call(either.Token);
        try
        {
            // Not every client listens to its token: the wait ends by itself.
            return await calling.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (timer.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            _ = calling.ContinueWith(
                static late => (late.Result as IDisposable)?.Dispose(),
                CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw ResilienceException.TimedOut(error);
        }
    }
}
