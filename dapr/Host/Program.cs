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
    await using var host = await MusicGraphHost.CreateAsync(options, Console.Out, signals.Token);
    await host.RunAsync(signals.Token);
    return 0;
}
catch (HostException error)
{
    Console.Error.WriteLine($"musicgraph: {error.Message}");
    return error.ExitCode;
}
