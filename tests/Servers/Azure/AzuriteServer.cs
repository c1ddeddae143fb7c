using System.Globalization;

namespace MusicGraph.Servers.Azure;

/// <summary>Azure Blob Storage: npm <c>azurite</c>, which keeps its blobs in <see cref="ServerProcess.Folder"/> over a restart.</summary>
/// <remarks>Unlike Azure, it writes which blobs there are only every few seconds: killed before, it has forgotten the last ones.</remarks>
public sealed class AzuriteServer : NpmServer
{
    /// <summary>The well-known account of the emulator.</summary>
    public const string AccountName = "devstoreaccount1";

    /// <summary>The well-known key of that account; it guards nothing.</summary>
    public const string AccountKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>What a component's <c>endpoint</c> is.</summary>
    public string Endpoint => $"http://127.0.0.1:{Port}";

    /// <inheritdoc/>
    protected override IEnumerable<string> Command =>
    [
        "node_modules/azurite/dist/src/blob/main.js",
        "--blobHost", "127.0.0.1",
        "--blobPort", Port.ToString(CultureInfo.InvariantCulture),
        "--location", Folder,
        "--silent", "--disableTelemetry", "--skipApiVersionCheck",
    ];

    /// <summary>Returns once a blob would be there after a kill.</summary>
    public Task WaitUntilKeptAsync(string blob, CancellationToken cancellationToken = default)
    {
        var index = Path.Combine(Folder, "__azurite_db_blob__.json");
        return Condition.UntilAsync(
            () => File.Exists(index) && File.ReadAllText(index).Contains($"\"{blob}\"", StringComparison.Ordinal),
            $"the server has written down that there is '{blob}'",
            cancellationToken);
    }
}
