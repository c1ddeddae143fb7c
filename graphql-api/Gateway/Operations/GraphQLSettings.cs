using System.Globalization;

namespace MusicGraph.Gateway.Operations;

/// <summary>What the section <c>GraphQL</c> of the configuration allows clients beyond one document in one request.</summary>
/// <param name="MaxBatchSize">The most requests in the list of one body; 0 takes no lists.</param>
/// <param name="TrustedDocuments">A folder of <c>ID.graphql</c>, or the JSON manifest of a client's build; null for none.</param>
/// <param name="OnlyTrustedDocuments">Whether nothing else is executed.</param>
/// <param name="AutomaticPersistedOperations">Whether clients may register documents under their SHA-256.</param>
internal sealed record GraphQLSettings(int MaxBatchSize, string? TrustedDocuments, bool OnlyTrustedDocuments, bool AutomaticPersistedOperations)
{
    private const string Section = "GraphQL";
    private const int MostRequests = 100;

    /// <exception cref="InvalidOperationException">A setting makes no sense; the server does not start with it.</exception>
    public static GraphQLSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        var settings = new GraphQLSettings(
            Number(section, nameof(MaxBatchSize)),
            section[nameof(TrustedDocuments)] is { Length: > 0 } path ? path : null,
            Flag(section, nameof(OnlyTrustedDocuments)),
            Flag(section, nameof(AutomaticPersistedOperations)));
        if (settings.TrustedDocuments is { } documents && !Directory.Exists(documents) && !File.Exists(documents))
            throw Fault(nameof(TrustedDocuments), documents, "a folder or a file that exists");
        if (settings is { OnlyTrustedDocuments: true, TrustedDocuments: null })
            throw new InvalidOperationException($"{Section}:{nameof(OnlyTrustedDocuments)} needs {Section}:{nameof(TrustedDocuments)}.");
        if (settings is { AutomaticPersistedOperations: true, TrustedDocuments: not null })
            throw new InvalidOperationException($"{Section}:{nameof(AutomaticPersistedOperations)} cannot be used with {Section}:{nameof(TrustedDocuments)}.");
        return settings;
    }

    private static int Number(IConfigurationSection section, string name)
    {
        if (section[name] is not { Length: > 0 } text) return 0;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= MostRequests
            ? number
            : throw Fault(name, text, $"a number from 0 to {MostRequests}");
    }

    private static bool Flag(IConfigurationSection section, string name) =>
        section[name] is { Length: > 0 } text && (bool.TryParse(text, out var flag) ? flag : throw Fault(name, text, "true or false"));

    private static InvalidOperationException Fault(string name, string value, string expected) =>
        new($"The setting {Section}:{name} is '{value}'; it must be {expected}.");
}
