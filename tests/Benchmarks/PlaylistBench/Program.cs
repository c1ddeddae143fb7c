using System.Globalization;
using MusicGraph.PlaylistBench;

// The services and the load on them, each a process of its own; playlists.sh gives each a core.
switch (args)
{
    case ["serve", var folder]:
        await Server.RunAsync(folder);
        return 0;
    case ["load", var addresses, var by, var rate, var seconds]:
        return await Load.RunAsync(
            await Addresses.ReadAsync(addresses), by, int.Parse(rate, CultureInfo.InvariantCulture), int.Parse(seconds, CultureInfo.InvariantCulture));
    default:
        Console.Error.WriteLine("usage: PlaylistBench serve FOLDER | load FOLDER/addresses.json playlists|gateway RATE SECONDS");
        return 2;
}
