using System.Runtime.InteropServices;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;
using MusicGraph.Search.Spelling;
using Npgsql;

namespace MusicGraph.Search.Postgres;

/// <summary>Writes changes to one index, in the transaction of the connection. Rows are touched in an order, so that writers rarely meet.</summary>
internal sealed class PostgresWriter(NpgsqlConnection connection, int number)
{
    private readonly string _schema = PostgresSchema.Of(number);

    public async Task WriteAsync(IReadOnlyList<DocumentChange> changes, CancellationToken cancellationToken)
    {
        var newest = changes.GroupBy(change => change.Id, (_, all) => all.MaxBy(change => change.Version)).OrderBy(change => change.Id).ToList();
        Guid[] ids = [.. newest.Select(change => change.Id)];
        var there = await ReadAsync(
            $"SELECT id, version, rank FROM {_schema}.doc WHERE id = ANY($1) ORDER BY id FOR UPDATE", ids, row => (row.GetInt64(1), row.GetInt64(2)), cancellationToken);
        var gone = await ReadAsync($"SELECT id, version FROM {_schema}.gone WHERE id = ANY($1)", ids, row => row.GetInt64(1), cancellationToken);
        newest.RemoveAll(change =>
            (there.TryGetValue(change.Id, out var old) && old.Item1 >= change.Version)
            || (!there.ContainsKey(change.Id) && gone.TryGetValue(change.Id, out var removed) && removed >= change.Version));
        if (newest.Count == 0)
            return;

        await ExecuteAsync($"DELETE FROM {_schema}.doc WHERE id = ANY($1)", cancellationToken, newest.Select(change => change.Id).ToArray());
        var removals = newest.Where(change => change.Document is null).ToList();
        await ExecuteAsync(
            $"INSERT INTO {_schema}.gone (id, version) SELECT * FROM unnest($1, $2) ON CONFLICT (id) DO UPDATE SET version = excluded.version, at = now()",
            cancellationToken,
            removals.Select(change => change.Id).ToArray(),
            removals.Select(change => change.Version).ToArray());
        var documents = newest.Where(change => change.Document is not null).Select(change => change.Document!).ToList();
        if (documents.Count > 0)
            await PutAsync(documents, id => there.TryGetValue(id, out var old) ? old.Item2 : null, cancellationToken);
    }

    private async Task PutAsync(List<SearchDocument> documents, Func<Guid, long?> oldRankOf, CancellationToken cancellationToken)
    {
        var genres = await GenresAsync([.. documents.SelectMany(document => document.Genres).Distinct().Order(StringComparer.Ordinal)], cancellationToken);
        var places = await PlacesAsync(documents.Count, cancellationToken);
        var counts = new Dictionary<string, long>();
        var ranks = new long[documents.Count];
        var terms = new DocumentTerms[documents.Count];
        var numbers = new int[documents.Count][];
        for (var i = 0; i < documents.Count; i++)
        {
            var (document, old) = (documents[i], oldRankOf(documents[i].Id));
            ranks[i] = old is { } same && Rank.IsSamePlace(same, Rank.Of(document, 0)) ? same : Rank.Of(document, places[i]);
            terms[i] = DocumentTerms.Of(document);
            numbers[i] = [.. document.Genres.Where(genres.ContainsKey).Select(slug => genres[slug])];
            foreach (var word in terms[i].Words)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, word, out _) += old is null ? 1 : 0;
        }

        await ExecuteAsync(
            $"""
            INSERT INTO {_schema}.doc
            SELECT rank, id, version, title, genre, country, year, explicit, words::tsvector
            FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS d (rank, id, version, title, genre, country, year, explicit, words)
            """,
            cancellationToken,
            ranks,
            documents.Select(document => document.Id).ToArray(),
            documents.Select(document => document.Version).ToArray(),
            terms.Select(document => document.TitleKey).ToArray(),
            numbers.Select(all => all.FirstOrDefault()).ToArray(),
            documents.Select(document => CountryCode.ToNumber(document.Country)).ToArray(),
            documents.Select(document => document.Year ?? 0).ToArray(),
            documents.Select(document => document.IsExplicit).ToArray(),
            documents.Select((document, i) => Vector(terms[i], Tags.Of(document, numbers[i]))).ToArray());
        await CountAsync(counts, cancellationToken);
    }

    // The first position is for the first word, the others only have to be there.
    private static string Vector(DocumentTerms terms, IEnumerable<string> tags) => string.Join(' ', (string[])
    [
        .. terms.First is { } first ? [$"'{first}':1A"] : Array.Empty<string>(),
        .. terms.Title.Distinct().Select(word => $"'{word}':2B"),
        .. terms.Others.Select(word => $"'{word}':3C"),
        .. tags.Select(tag => $"'{tag}':4D"),
    ]);

    private async Task CountAsync(Dictionary<string, long> counts, CancellationToken cancellationToken)
    {
        string[] words = [.. counts.Keys.Order(StringComparer.Ordinal)];
        await using var upsert = PostgresCommands.Of(
            connection,
            $"""
            INSERT INTO {_schema}.word SELECT * FROM unnest($1, $2) ORDER BY 1
            ON CONFLICT (text) DO UPDATE SET documents = word.documents + excluded.documents
            RETURNING text, xmax = 0
            """,
            words,
            words.Select(word => counts[word]).ToArray());
        var fresh = new List<string>();
        await using (var rows = await upsert.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                if (rows.GetBoolean(1))
                    fresh.Add(rows.GetString(0));
            }
        }

        var spellings = fresh.SelectMany(Spellings.ToKeep).SelectMany(kept => kept.Keys.Select(key => (key, kept.Stem))).Distinct().Order().ToList();
        await ExecuteAsync(
            $"INSERT INTO {_schema}.spelling SELECT * FROM unnest($1, $2) ON CONFLICT DO NOTHING",
            cancellationToken,
            spellings.Select(spelling => spelling.key).ToArray(),
            spellings.Select(spelling => spelling.Stem).ToArray());
    }

    private async Task<Dictionary<string, int>> GenresAsync(string[] slugs, CancellationToken cancellationToken)
    {
        await ExecuteAsync($"INSERT INTO {_schema}.genre (slug) SELECT * FROM unnest($1) ON CONFLICT DO NOTHING", cancellationToken, (object)slugs);
        await using var command = PostgresCommands.Of(
            connection, $"SELECT slug, number FROM {_schema}.genre WHERE slug = ANY($1) AND number <= $2", slugs, Tags.MostGenres);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var numbers = new Dictionary<string, int>();
        while (await rows.ReadAsync(cancellationToken))
            numbers[rows.GetString(0)] = rows.GetInt32(1);
        return numbers;
    }

    private async Task<List<long>> PlacesAsync(int count, CancellationToken cancellationToken)
    {
        await using var command = PostgresCommands.Of(connection, $"SELECT nextval('{_schema}.place') FROM generate_series(1, $1)", count);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var places = new List<long>(count);
        while (await rows.ReadAsync(cancellationToken))
            places.Add(rows.GetInt64(0));
        return places;
    }

    private async Task<Dictionary<Guid, T>> ReadAsync<T>(string sql, Guid[] ids, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var command = PostgresCommands.Of(connection, sql, (object)ids);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<Guid, T>();
        while (await rows.ReadAsync(cancellationToken))
            found[rows.GetGuid(0)] = read(rows);
        return found;
    }

    private Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values) =>
        PostgresCommands.ExecuteAsync(connection, sql, values, cancellationToken);
}
