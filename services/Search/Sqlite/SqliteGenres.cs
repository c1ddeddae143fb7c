using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>The genres of an index and their numbers, from 1. There are few, and none goes.</summary>
internal sealed class SqliteGenres
{
    private readonly ConcurrentDictionary<string, int> _numbers = [];
    private readonly ConcurrentDictionary<int, string> _slugs = [];

    /// <summary>Reads what is written down, and forgets what is not.</summary>
    public void Load(SqliteConnection connection)
    {
        _numbers.Clear();
        _slugs.Clear();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT number, slug FROM genre";
        using var rows = command.ExecuteReader();
        while (rows.Read())
            Add(rows.GetInt32(0), rows.GetString(1));
    }

    public string? SlugOf(int number) => _slugs.GetValueOrDefault(number);

    public int? NumberOf(string slug) => _numbers.TryGetValue(slug, out var number) ? number : null;

    /// <summary>The genre's number, a new one where it has none; 0 when there are too many.</summary>
    /// <param name="add">Writes a new one down.</param>
    public int NumberOf(string slug, Action<int, string> add)
    {
        if (_numbers.TryGetValue(slug, out var number))
            return number;
        number = _numbers.Count + 1;
        if (number > Tags.MostGenres)
            return 0;
        add(number, slug);
        Add(number, slug);
        return number;
    }

    private void Add(int number, string slug)
    {
        _slugs[number] = slug;
        _numbers[slug] = number;
    }
}
