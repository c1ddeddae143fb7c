namespace MusicGraph.ServiceDefaults.State;

/// <summary>
/// Keys are <c>kind:id</c>. Not <c>||</c>: Dapr puts that between the app's id and the key and refuses it inside of one
/// (https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/).
/// </summary>
public static class StateKey
{
    private const char Separator = ':';

    public static string Of(string kind, string id) => $"{kind}{Separator}{id}";

    public static string Of(string kind, Guid id) => $"{kind}{Separator}{id:N}";

    public static string Of(string kind, Guid first, Guid second) => $"{kind}{Separator}{first:N}{Separator}{second:N}";

    public static string Of(string kind, Guid id, long number) => $"{kind}{Separator}{id:N}{Separator}{number}";
}
