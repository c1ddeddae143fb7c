using System.Globalization;

namespace MusicGraph.Gateway.Operations;

/// <summary>What the configuration allows clients of <c>/graphql</c>.</summary>
/// <param name="TellsItsSchema">Whether tools may ask for the schema; in development only where the setting <c>GRAPHQL_INTROSPECTION</c> is absent.</param>
/// <param name="MaxBatchSize">The most requests in the list of one body; 0 takes no lists.</param>
/// <param name="TrustedDocuments">A folder of <c>ID.graphql</c>, or the JSON manifest of a client's build; null for none.</param>
/// <param name="OnlyTrustedDocuments">Whether nothing else is executed.</param>
/// <param name="AutomaticPersistedOperations">Whether clients may register documents under their SHA-256.</param>
internal sealed record GraphQLSettings(
    bool TellsItsSchema, int MaxBatchSize, string? TrustedDocuments, bool OnlyTrustedDocuments, bool AutomaticPersistedOperations)
{
    private const int MostRequests = 100;
    private const string Introspection = "GRAPHQL_INTROSPECTION";
    private const string Batch = "GraphQL:MaxBatchSize";
    private const string Trusted = "GraphQL:TrustedDocuments";
    private const string OnlyTrusted = "GraphQL:OnlyTrustedDocuments";
    private const string Automatic = "GraphQL:AutomaticPersistedOperations";

    /// <exception cref="InvalidOperationException">A setting makes no sense; the server does not start with it.</exception>
    public static GraphQLSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = new GraphQLSettings(
            Flag(configuration, Introspection, environment.IsDevelopment()),
            Number(configuration, Batch),
            configuration[Trusted] is { Length: > 0 } path ? path : null,
            Flag(configuration, OnlyTrusted),
            Flag(configuration, Automatic));
        if (settings.TrustedDocuments is { } documents && !Directory.Exists(documents) && !File.Exists(documents))
            throw Fault(Trusted, documents, "a folder or a file that exists");
        if (settings is { OnlyTrustedDocuments: true, TrustedDocuments: null })
            throw new InvalidOperationException($"{OnlyTrusted} needs {Trusted}.");
        if (settings is { AutomaticPersistedOperations: true, TrustedDocuments: not null })
            throw new InvalidOperationException($"{Automatic} cannot be used with {Trusted}.");
        return settings;
    }

    private static int Number(IConfiguration configuration, string name)
    {
        if (configuration[name] is not { Length: > 0 } text) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostRequests
            ? number
            : throw Fault(name, text, $"a number from 0 to {MostRequests}");
    }

    private static bool Flag(IConfiguration configuration, string name, bool otherwise = false)
    {
        if (configuration[name] is not { Length: > 0 } text) return otherwise;
        return bool.TryParse(text, out var flag) ? flag : throw Fault(name, text, "true or false");
    }

    private static InvalidOperationException Fault(string name, string value, string expected) =>
        new($"The setting {name} is '{value}'; it must be {expected}.");
}
