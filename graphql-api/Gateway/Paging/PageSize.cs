namespace MusicGraph.Gateway.Paging;

/// <summary>How much of a list is handed out at once; the services' own limits.</summary>
internal static class PageSize
{
    public const int Default = 20;
    public const int Most = 100;
}
