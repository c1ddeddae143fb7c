using Microsoft.Data.Sqlite;
using MusicGraph.Search.Index;

namespace MusicGraph.Search.Sqlite;

/// <summary>One connection that reads; its statements stay prepared.</summary>
internal sealed class SqliteReader(SqliteConnection connection, SqliteGenres genres, SqliteTraits traits, Action<SqliteReader> release) : IIndexReader, IDisposable
{
    // Beyond so many words that begin alike, looking for each is no better.
    private const int MostWords = 24;

    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private readonly Dictionary<string, IReadOnlyList<Term>> _wordsOfPrefix = [];

    /// <summary>From here on it reads what is there now.</summary>
    public void Begin()
    {
        _wordsOfPrefix.Clear();
        Command("BEGIN").ExecuteNonQuery();
    }

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
        command.Parameters[1].Value = term.IsPrefix ? After(term.Text) : term.Text;
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
            ", d.id", question, after, end, limit, row => new Match(row.GetInt64(0), ReadId(row)), cancellationToken));

    public ValueTask<IReadOnlyList<Traits>> TraitsAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Traits>>(traits.Of(
            Read("", question, after, end, limit, row => row.GetInt64(0), cancellationToken), genres));

    /// <param name="columns">What is read of each document behind its rank.</param>
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
        var expression = SqliteQuestion.Expression(question, tags, TermsOf);
        var filter = question.Filter;
        var conditions = "";
        if (question.Title is not null)
            conditions += " AND d.title = $title";
        if (question.ExceptTitle is not null)
            conditions += " AND d.title <> $except";
        if (filter.YearFrom is not null || filter.YearTo is not null)
            conditions += " AND d.year BETWEEN $from AND $to";
        if (filter.IsExplicit is not null)
            conditions += " AND d.explicit = $explicit";

        string sql;
        if (expression is not null)
        {
            // To find each document costs more than to know that it matches.
            var documents = columns.Length + conditions.Length > 0 ? " CROSS JOIN doc d ON d.rank = words.rowid" : "";
            sql = $"""
                SELECT words.rowid{columns} FROM words{documents}
                WHERE words MATCH $match AND words.rowid > $after AND words.rowid < $end{conditions} ORDER BY words.rowid LIMIT $limit
                """;
        }
        else
        {
            if (tags.Count > 0)
            {
                conditions += " AND EXISTS (SELECT 1 FROM words WHERE words MATCH $match AND words.rowid = d.rank)";
                expression = string.Join(" AND ", tags.Select(any => $"tags : ({string.Join(" OR ", any.Select(tag => $"\"{tag}\""))})"));
            }

            sql = $"SELECT d.rank{columns} FROM doc d WHERE d.rank > $after AND d.rank < $end{conditions} ORDER BY d.rank LIMIT $limit";
        }

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

    /// <summary>
    /// A prefix that is not kept like a word would have all documents of its words read and put in order before the first is known: where the
    /// words are few they are looked for themselves.
    /// </summary>
    private IReadOnlyList<Term> TermsOf(Term term)
    {
        if (!term.IsPrefix || term.Text.EnumerateRunes().Count() <= SqliteSchema.LongestPrefix)
            return [term];
        if (_wordsOfPrefix.TryGetValue(term.Text, out var words))
            return words;
        var command = Command("SELECT text FROM word WHERE text >= $from AND text <= $to LIMIT $limit", "$from", "$to", "$limit");
        command.Parameters[0].Value = term.Text;
        command.Parameters[1].Value = After(term.Text);
        command.Parameters[2].Value = MostWords + 1;
        var found = new List<Term>();
        using (var row = command.ExecuteReader())
        {
            while (row.Read())
                found.Add(new Term(row.GetString(0), IsPrefix: false));
        }

        return _wordsOfPrefix[term.Text] = found.Count is > 0 and <= MostWords ? found : [term];
    }

    // No text of a word holds the last character of all.
    private static string After(string prefix) => prefix + "\U0010FFFF";

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
