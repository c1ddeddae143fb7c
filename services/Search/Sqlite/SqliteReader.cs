using Microsoft.Data.Sqlite;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>One connection that reads; its statements stay prepared.</summary>
internal sealed class SqliteReader(SqliteConnection connection, SqliteGenres genres, Action<SqliteReader> release) : IIndexReader, IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    /// <summary>From here on it reads what is there now.</summary>
    public void Begin() => Command("BEGIN").ExecuteNonQuery();

    public ValueTask DisposeAsync()
    {
        Command("COMMIT").ExecuteNonQuery();
        release(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    public ValueTask<long> CountAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult((long)Command("SELECT count(*) FROM doc").ExecuteScalar()!);

    public ValueTask<bool> IsKnownAsync(Term term, CancellationToken cancellationToken)
    {
        var command = Command("SELECT 1 FROM word WHERE text >= $from AND text <= $to LIMIT 1", "$from", "$to");
        command.Parameters[0].Value = term.Text;
        command.Parameters[1].Value = term.IsPrefix ? term.Text + "\U0010FFFF" : term.Text;
        return ValueTask.FromResult(command.ExecuteScalar() is not null);
    }

    public ValueTask<IReadOnlyCollection<string>> SpelledAsync(IReadOnlyCollection<long> keys, CancellationToken cancellationToken)
    {
        var command = Command("SELECT stem FROM spelling WHERE key = $key", "$key");
        var stems = new HashSet<string>();
        foreach (var key in keys)
        {
            command.Parameters[0].Value = key;
            using var row = command.ExecuteReader();
            while (row.Read())
                stems.Add(row.GetString(0));
        }

        return ValueTask.FromResult<IReadOnlyCollection<string>>(stems);
    }

    public ValueTask<IReadOnlyDictionary<string, long>> FrequenciesAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        var command = Command("SELECT documents FROM word WHERE text = $text", "$text");
        var frequencies = new Dictionary<string, long>();
        foreach (var word in words)
        {
            command.Parameters[0].Value = word;
            if (command.ExecuteScalar() is long documents)
                frequencies[word] = documents;
        }

        return ValueTask.FromResult<IReadOnlyDictionary<string, long>>(frequencies);
    }

    public ValueTask<IReadOnlyList<Match>> MatchAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Match>>(Read(
            "d.rank, d.id", question, after, end, limit, row => new Match(row.GetInt64(0), ReadId(row)), cancellationToken));

    public ValueTask<IReadOnlyList<Traits>> TraitsAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Traits>>(Read(
            "d.rank, d.genre, d.country, d.year",
            question,
            after,
            end,
            limit,
            row => new Traits(row.GetInt64(0), genres.SlugOf(row.GetInt32(1)), CountryCode.FromNumber(row.GetInt32(2)), row.GetInt32(3)),
            cancellationToken));

    private List<T> Read<T>(
        string columns, Question question, long after, long end, int limit, Func<SqliteDataReader, T> read, CancellationToken cancellationToken)
    {
        var found = new List<T>();
        int? genre = null;
        if (question.Filter.Genre is { } slug)
        {
            genre = genres.NumberOf(slug);
            if (genre is null)
                return found;
        }

        var tags = Tags.Of(question.Filter, genre).ToList();
        var expression = SqliteQuestion.Expression(question, tags);
        var filter = question.Filter;
        var sql = expression is null
            ? $"SELECT {columns} FROM doc d WHERE d.rank > $after AND d.rank < $end"
            : $"SELECT {columns} FROM words CROSS JOIN doc d ON d.rank = words.rowid WHERE words MATCH $match AND words.rowid > $after AND words.rowid < $end";
        if (expression is null && tags.Count > 0)
        {
            sql += " AND EXISTS (SELECT 1 FROM words WHERE words MATCH $match AND words.rowid = d.rank)";
            expression = string.Join(" AND ", tags.Select(any => $"tags : ({string.Join(" OR ", any.Select(tag => $"\"{tag}\""))})"));
        }

        if (question.Title is not null)
            sql += " AND d.title = $title";
        if (question.ExceptTitle is not null)
            sql += " AND d.title <> $except";
        if (filter.YearFrom is not null || filter.YearTo is not null)
            sql += " AND d.year BETWEEN $from AND $to";
        if (filter.IsExplicit is not null)
            sql += " AND d.explicit = $explicit";
        sql += expression is null || question.Words.Count == 0 ? " ORDER BY d.rank LIMIT $limit" : " ORDER BY words.rowid LIMIT $limit";

        var command = Command(sql, "$match", "$after", "$end", "$title", "$except", "$from", "$to", "$explicit", "$limit");
        object?[] values =
        [
            expression, after, end, question.Title, question.ExceptTitle, filter.YearFrom ?? 1, filter.YearTo ?? int.MaxValue, filter.IsExplicit, limit,
        ];
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        using var rows = command.ExecuteReader();
        while (rows.Read() && !cancellationToken.IsCancellationRequested)
            found.Add(read(rows));
        return found;
    }

    private static Guid ReadId(SqliteDataReader row) => new(row.GetFieldValue<byte[]>(1), bigEndian: true);

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        if (_commands.TryGetValue(sql, out var command))
            return command;
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var parameter in parameters)
            command.Parameters.Add(new SqliteParameter(parameter, null));
        return _commands[sql] = command;
    }
}
