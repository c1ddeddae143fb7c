using Microsoft.Data.Sqlite;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>
/// What can be counted of the documents, in memory (about 30 bytes of each): a search counts thousands, and to find each in its table takes
/// longer than all the rest.
/// </summary>
internal sealed class SqliteTraits
{
    private readonly Dictionary<long, Values> _values = [];

    /// <summary>Reads what is written down.</summary>
    public void Load(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT rank, genre, country, year FROM doc";
        using var rows = command.ExecuteReader();
        while (rows.Read())
            _values[rows.GetInt64(0)] = new Values((ushort)rows.GetInt32(1), (ushort)rows.GetInt32(2), (ushort)rows.GetInt32(3));
    }

    /// <summary>Takes over what was committed, in this order.</summary>
    public void Apply(IReadOnlyList<Change> changes)
    {
        lock (_values)
        {
            foreach (var (rank, values) in changes)
            {
                if (values is { } there)
                    _values[rank] = there;
                else
                    _values.Remove(rank);
            }
        }
    }

    /// <summary>The traits of documents; one that was written or removed this moment may have none.</summary>
    public List<Traits> Of(List<long> ranks, SqliteGenres genres)
    {
        var found = new List<Traits>(ranks.Count);
        lock (_values)
        {
            foreach (var rank in ranks)
            {
                var values = _values.GetValueOrDefault(rank);
                found.Add(new Traits(rank, genres.SlugOf(values.Genre), CountryCode.FromNumber(values.Country), values.Year));
            }
        }

        return found;
    }

    /// <param name="Year">0 for none.</param>
    public readonly record struct Values(ushort Genre, ushort Country, ushort Year);

    /// <summary>What a document has from now on; null if it is gone.</summary>
    public readonly record struct Change(long Rank, Values? Values);
}
