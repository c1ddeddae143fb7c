using MusicGraph.DaprBench;

// What is measured, each mode as a process of its own; dapr.sh puts one beside the other.
switch (args)
{
    case ["state-bare", var folder, var port]:
        await StateReads.RunBareAsync(folder, int.Parse(port, null));
        return 0;
    case ["state-sidecar", var folder, var port]:
        await StateReads.RunSidecarAsync(folder, int.Parse(port, null));
        return 0;
    case ["invoke-direct", _, var port]:
        await Invocations.RunDirectAsync(int.Parse(port, null));
        return 0;
    case ["invoke-sidecars", var folder, var port]:
        await Invocations.RunSidecarsAsync(folder, int.Parse(port, null));
        return 0;
    case ["publish", var folder, var port]:
        await Publishing.RunAsync(folder, int.Parse(port, null));
        return 0;
    default:
        Console.Error.WriteLine("usage: DaprBench state-bare|state-sidecar|invoke-direct|invoke-sidecars|publish FOLDER PORT");
        return 2;
}
