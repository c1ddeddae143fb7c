using System.Text.RegularExpressions;

namespace MusicGraph.Host.Tests.Security;

public sealed partial class SourceTests
{
    /// <summary>
    /// Services and gateway reach other apps through their sidecar and nothing else. Who needs to fetch an address that somebody gave: a guard
    /// against private addresses, redirects to them and endless answers comes first, then an exception here.
    /// </summary>
    [Fact]
    public void Services_FetchNothingFromAnAddressThatTheyWereGiven() => Assert.Empty(
        from file in SourceFiles.All
        let name = SourceFiles.Name(file).Replace('\\', '/')
        where file.EndsWith(".cs", StringComparison.Ordinal)
            && (name.StartsWith("services/", StringComparison.Ordinal) || name.StartsWith("graphql-api/Gateway/", StringComparison.Ordinal))
        where Client().IsMatch(File.ReadAllText(file))
        select name);

    [GeneratedRegex(@"new (HttpClient|SocketsHttpHandler|HttpClientHandler|TcpClient|Socket|WebClient)\b|AddHttpClient|IHttpClientFactory|WebRequest\.")]
    private static partial Regex Client();
}
