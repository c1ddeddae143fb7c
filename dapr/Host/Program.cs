using MusicGraph.Dapr.Runtime;
using MusicGraph.Host;

HostOptions options;
try
{
    options = HostOptions.Parse(args);
    if (options.Help)
    {
        Console.WriteLine(HostOptions.HelpText);
        return 0;
    }

    using var signals = new StopSignals();
    try
    {
        await using var host = await MusicGraphHost.CreateAsync(options, Console.Out, signals.Token);
        await host.RunAsync(signals.Token);
    }
    catch (OperationCanceledException) when (signals.Token.IsCancellationRequested)
    {
        // Asked to stop while it still opened the components: nothing runs yet.
    }

    return 0;
}
catch (DaprConfigurationException error)
{
    // A sidecar's configuration, or what its app answered about subscriptions, is wrong.
    Console.Error.WriteLine($"musicgraph: {error.Message}");
    return HostException.Failure;
}
catch (HostException error)
{
    Console.Error.WriteLine($"musicgraph: {error.Message}");
    return error.ExitCode;
}
