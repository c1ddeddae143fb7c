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
    default:
        Console.Error.WriteLine("usage: DaprBench state-bare|state-sidecar FOLDER PORT");
        return 2;
}
