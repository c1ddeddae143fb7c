using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;

namespace MusicGraph.Gateway.Backend;

internal static class PageQuery
{
    /// <summary>The window as a query string; <paramref name="filters"/> that are null are left out.</summary>
    public static string Of(string route, PageRequest page, params ReadOnlySpan<(string Name, string? Value)> filters)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in filters)
            Add(name, value);
        Add("first", page.First?.ToString(CultureInfo.InvariantCulture));
        Add("after", page.After);
        Add("last", page.Last?.ToString(CultureInfo.InvariantCulture));
        Add("before", page.Before);
        return route + query.ToQueryString();

        void Add(string name, string? value)
        {
            if (value is not null)
                query.Add(name, value);
        }
    }
}
