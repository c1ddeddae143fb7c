using System.Data.Common;
using MusicGraph.Search.Index;
using Npgsql;

namespace MusicGraph.Search.Postgres;

/// <summary>Reads an index by one connection, in a transaction that keeps the index from being dropped.</summary>
internal sealed class PostgresReader(NpgsqlConnection connection, NpgsqlTransaction transaction, int number) : IIndexReader
{
    private readonly string _schema = PostgresSchema.Of(number);

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }

    public async ValueTask<long> CountAsync(CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT count(*) FROM {_schema}.doc");
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask<bool> IsKnownAsync(Term term, CancellationToken cancellationToken)
    {
        await using var command = Command(
            $"SELECT 1 FROM {_schema}.word WHERE text >= $1 AND text <= $2 LIMIT 1", term.Text, term.IsPrefix ? term.Text + "\U0010FFFF" : term.Text);
        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    public async ValueTask<IReadOnlyCollection<string>> SpelledAsync(IReadOnlyCollection<long> keys, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT DISTINCT stem FROM {_schema}.spelling WHERE key = ANY($1)", (object)keys.ToArray());
        return await ReadAsync(command, row => row.GetString(0), cancellationToken);
    }

    public async ValueTask<IReadOnlyDictionary<string, long>> FrequenciesAsync(IReadOnlyCollection<string> words, CancellationToken cancellationToken)
    {
        await using var command = Command($"SELECT text, documents FROM {_schema}.word WHERE text = ANY($1)", (object)words.ToArray());
        var rows = await ReadAsync(command, row => (Text: row.GetString(0), Documents: row.GetInt64(1)), cancellationToken);
        return rows.ToDictionary(row => row.Text, row => row.Documents);
    }

    public async ValueTask<IReadOnlyList<Match>> MatchAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            "d.rank, d.id", "", question, after, end, limit, row => new Match(row.GetInt64(0), row.GetGuid(1)), cancellationToken);

    public async ValueTask<IReadOnlyList<Traits>> TraitsAsync(Question question, long after, long end, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            "d.rank, g.slug, d.country, d.year",
            $"LEFT JOIN {_schema}.genre g ON g.number = d.genre",
            question,
            after,
            end,
            limit,
            row => new Traits(
                row.GetInt64(0), row.IsDBNull(1) ? null : row.GetString(1), CountryCode.FromNumber(row.GetInt32(2)), row.GetInt32(3)),
            cancellationToken);

    private async ValueTask<List<T>> ReadAsync<T>(
        string columns,
        string joins,
        Question question,
        long after,
        long end,
        int limit,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken)
    {
        int? genre = null;
        if (question.Filter.Genre is { } slug)
        {
            await using var find = Command($"SELECT number FROM {_schema}.genre WHERE slug = $1", slug);
            genre = (int?)await find.ExecuteScalarAsync(cancellationToken);
            if (genre is null)
                return [];
        }

        var values = new List<object> { after, end, limit };
        var conditions = "d.rank > $1 AND d.rank < $2";
        if (PostgresQuestion.Expression(question, [.. Tags.Of(question.Filter, genre)]) is { } expression)
            Where("d.words @@ {0}::tsquery", expression);
        if (question.Title is { } title)
            Where("d.title = {0}", title);
        if (question.ExceptTitle is { } except)
            Where("d.title <> {0}", except);
        if (question.Filter.YearFrom is not null || question.Filter.YearTo is not null)
        {
            Where("d.year >= {0}", question.Filter.YearFrom ?? 1);
            Where("d.year <= {0}", question.Filter.YearTo ?? int.MaxValue);
        }

        if (question.Filter.IsExplicit is { } isExplicit)
            Where("d.explicit = {0}", isExplicit);
        await using var command = Command(
            $"SELECT {columns} FROM {_schema}.doc d {joins} WHERE {conditions} ORDER BY d.rank LIMIT $3", [.. values]);
        return await ReadAsync(command, read, cancellationToken);

        void Where(string condition, object value)
        {
            values.Add(value);
            conditions += " AND " + string.Format(System.Globalization.CultureInfo.InvariantCulture, condition, $"${values.Count}");
        }
    }

    private static async Task<List<T>> ReadAsync<T>(NpgsqlCommand command, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        while (await rows.ReadAsync(cancellationToken))
            found.Add(read(rows));
        return found;
    }

    private NpgsqlCommand Command(string sql, params ReadOnlySpan<object> values) => PostgresCommands.Of(connection, sql, values);
}
