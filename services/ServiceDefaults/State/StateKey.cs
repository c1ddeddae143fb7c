namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// An aggregate's key is <c>kind:id</c>, a part of it <c>kind:id~part</c>. The aggregate is the partition that all of its keys are
/// kept in, and one transaction changes one aggregate: Cosmos DB knows no larger ones. Not <c>||</c>: Dapr puts that between the app's
/// id and the key and refuses it inside of one
/// (https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/). Not <c>/</c>, <c>\</c>,
/// <c>?</c> or <c>#</c>: Cosmos DB has no ids with them.
/// </summary>
public static class StateKey
{
    private const char Separator = ':';
    private const char PartSeparator = '~';

    public static string Of(string kind, string id) => $"{kind}{Separator}{id}";

    public static string Of(string kind, Guid id) => $"{kind}{Separator}{id:N}";

    public static string Of(string kind, Guid first, Guid second) => $"{kind}{Separator}{first:N}{Separator}{second:N}";

    /// <summary>The key of a part of an aggregate.</summary>
    public static string Part(string aggregate, string part) => $"{aggregate}{PartSeparator}{part}";

    /// <summary>The aggregate that a key belongs to.</summary>
    public static string AggregateOf(string key) => key.IndexOf(PartSeparator) is >= 0 and var end ? key[..end] : key;
}
