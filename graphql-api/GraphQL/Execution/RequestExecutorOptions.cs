using System.Security.Claims;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.PersistedOperations;
using MusicGraph.GraphQL.Validation;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Limits and switches of a server.</summary>
public sealed class RequestExecutorOptions
{
    /// <summary>The longest time a query or mutation may take.</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether messages of unexpected exceptions reach the client; for development only.</summary>
    public bool IncludeExceptionDetails { get; set; }

    /// <summary>What a client is told of an exception that it can do something about; null for one that is masked.</summary>
    public Func<Exception, GraphQLError?>? ErrorFilter { get; set; }

    /// <summary>
    /// What <c>@authorize</c> without roles asks of a user beside having logged in; null for nothing. It is what the default policy is to
    /// HotChocolate.
    /// </summary>
    public Func<ClaimsPrincipal, bool>? DefaultAuthorization { get; set; }

    /// <summary>
    /// What the place of an event is called by those who go on behind it, asked of each event, and of the source stream before its first; null
    /// for none. It is the <c>id</c> of the event over Server-Sent Events, by which browsers resume.
    /// </summary>
    public Func<object, string?>? EventIdOf { get; set; }

    /// <summary>What documents are taken, where there is a storage of them.</summary>
    public PersistedOperationOptions PersistedOperations { get; set; } = new();

    /// <summary>What operations may cost; null where their cost is not looked at.</summary>
    public CostOptions? Cost { get; set; }

    /// <summary>Whether results tell how long they may be cached.</summary>
    internal bool TellsCaching { get; set; }

    /// <summary>The most bytes that the cache of documents and plans may take, roughly.</summary>
    public int MaxCachedDocumentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The largest document, in bytes.</summary>
    public int MaxDocumentBytes { get; set; } = 256 * 1024;

    /// <summary>The most tokens of a document.</summary>
    public int MaxTokens { get; set; } = 20_000;

    /// <summary>The deepest nesting of selection sets, lists and objects that the parser follows.</summary>
    public int MaxParserDepth { get; set; } = 200;

    /// <summary>The most field levels of an operation; introspection is not counted.</summary>
    public int MaxExecutionDepth { get; set; } = 25;

    /// <summary>The most fields of a document.</summary>
    public int MaxFields { get; set; } = 2_048;

    /// <summary>The most fields with an alias of a document.</summary>
    public int MaxAliases { get; set; } = 500;

    /// <summary>The most fields of the root types that a document names.</summary>
    public int MaxRootFields { get; set; } = 250;

    /// <summary>The most directives in one place of a document.</summary>
    public int MaxDirectives { get; set; } = 10;

    /// <summary>The most operations of a document.</summary>
    public int MaxOperations { get; set; } = 100;

    /// <summary>The most fragments of a document.</summary>
    public int MaxFragments { get; set; } = 500;

    /// <summary>How often one path may go through the same field; null for as often as <see cref="MaxExecutionDepth"/> allows.</summary>
    public int? MaxFieldCycleDepth { get; set; }

    /// <summary>Whether errors name what may have been meant, which tells of the schema.</summary>
    public bool SuggestNames { get; set; } = true;

    /// <summary>Whether every request may ask for the schema.</summary>
    public bool AllowIntrospection { get; set; } = true;

    internal ValidationOptions ToValidationOptions() => new()
    {
        SuggestNames = SuggestNames,
        MaxDepth = MaxExecutionDepth,
        MaxFields = MaxFields,
        MaxAliases = MaxAliases,
        MaxRootFields = MaxRootFields,
        MaxDirectives = MaxDirectives,
        MaxOperations = MaxOperations,
        MaxFragments = MaxFragments,
        MaxFieldCycleDepth = MaxFieldCycleDepth,
    };
}
