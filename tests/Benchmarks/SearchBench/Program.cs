using MusicGraph.SearchBench;

// sidecar URL SONGS             serves the lists of a generated catalog as a Dapr sidecar would
// load URL SONGS SECONDS        asks 200 times a second while 100 songs a second are added
const int seed = 42;
switch (args)
{
    case ["sidecar", var url, var songs]:
        await FakeSidecar.RunAsync(new GeneratedCatalog(seed, int.Parse(songs)), url);
        return 0;
    case ["load", var url, var songs, var seconds]:
        await new Load(new GeneratedCatalog(seed, int.Parse(songs)), new Uri(url), int.Parse(seconds)).RunAsync();
        return 0;
    default:
        Console.Error.WriteLine("SearchBench sidecar URL SONGS | load URL SONGS SECONDS");
        return 2;
}
