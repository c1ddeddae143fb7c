using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Users.Clients;

/// <summary>What a client may look like, and what of its scopes a token may have.</summary>
internal static class ClientRules
{
    private static readonly TextRule Name = new("name", 80);

    public static Outcome<NewPartnerClient> Check(NewPartnerClient client)
    {
        if (Name.Check(client.Name).Failed(out var problem, out var name))
            return problem;
        var scopes = client.Scopes?.Distinct().Order(StringComparer.Ordinal).ToArray() ?? [];
        return scopes.Length == 0 || scopes.Except(Scopes.All).Any()
            ? Problem.Invalid("scopes", $"scopes must be some of {string.Join(", ", Scopes.All)}.")
            : new NewPartnerClient(name, scopes);
    }

    /// <summary>The scopes of a token, in the client's order.</summary>
    /// <param name="scope">What is asked for, words by spaces (RFC 6749, section 3.3); nothing for all.</param>
    public static Outcome<string[]> Grant(ClientRecord client, string? scope)
    {
        if (string.IsNullOrEmpty(scope))
            return client.Scopes.ToArray();
        var wanted = scope.Split(' ');
        return wanted.Except(client.Scopes).Any()
            ? Problem.InvalidScope("The client may not have one of these scopes.")
            : client.Scopes.Where(wanted.Contains).ToArray();
    }
}
