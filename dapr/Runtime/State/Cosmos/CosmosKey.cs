using System.Text.RegularExpressions;

namespace MusicGraph.Dapr.Runtime.State.Cosmos;

/// <summary>Keys as ids of items.</summary>
internal static partial class CosmosKey
{
    /// <summary>
    /// Refuses what an id may not hold (https://learn.microsoft.com/rest/api/cosmos-db/create-a-document), and what the library writes but
    /// cannot address again, because it does not escape it.
    /// </summary>
    /// <exception cref="CosmosRequestException">The key holds such.</exception>
    public static void Check(string key)
    {
        if (Unusable().IsMatch(key))
        {
            throw new CosmosRequestException(
                $"the key '{key}' cannot be an id in Cosmos DB, which may hold none of / \\ ? #, no percent sign before two hexadecimal digits, and no space at its end");
        }
    }

    [GeneratedRegex(@"[/\\?#]|%[0-9A-Fa-f]{2}| $", RegexOptions.CultureInvariant)]
    private static partial Regex Unusable();
}
