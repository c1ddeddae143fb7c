using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using MusicGraph.Search.Documents;
using MusicGraph.Search.Index;
using MusicGraph.Search.Spelling;

namespace MusicGraph.Search.Sqlite;

/// <summary>The one connection that writes to an index.</summary>
internal sealed class SqliteWriter(SqliteConnection connection, SqliteGenres genres, SqliteTraits traits) : IDisposable
{
    // How long a document that is gone is remembered, so that an older event does not bring it back.
    private static readonly TimeSpan Memory = TimeSpan.FromDays(7);

    private readonly Dictionary<string, SqliteCommand> _commands = [];

    // How often a word is, is known to a sixteenth: were each document counted, half of what is written would be counts of frequent words.
    private const int PartThatCounts = 16;

    private readonly Dictionary<string, long> _more = [];

    // Counted in memory while an index is filled, and written at the end.
    private Dictionary<string, long>? _counted;
    private long? _sequence;

    /// <summary>When the index was built; null while it is not.</summary>
    public DateTimeOffset? BuiltAt =>
        Find("SELECT value FROM state WHERE name = 'built'") is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        connection.Dispose();
    }

    /// <summary>Forgets what was removed long ago.</summary>
    public void Forget() => Execute("DELETE FROM gone WHERE at < $at", ("$at", (DateTimeOffset.UtcNow - Memory).ToUnixTimeSeconds()));

    /// <summary>Prepares for very many documents: what is written is safe only after <see cref="EndFilling"/>.</summary>
    /// <param name="before">The file of the index whose removals are to be remembered.</param>
    public void BeginFilling(string? before)
    {
        if (before is not null)
        {
            Execute("ATTACH $path AS before", ("$path", before));
            Execute("INSERT INTO gone SELECT id, version, at FROM before.gone");
            Execute("DETACH before");
        }

        _counted = [];
        Execute("INSERT INTO words (words, rank) VALUES ('automerge', 0)");
        Execute("INSERT INTO words (words, rank) VALUES ('crisismerge', 1000)");
        Execute("INSERT INTO words (words, rank) VALUES ('hashsize', 33554432)");
    }

    public void EndFilling(DateTimeOffset builtAt)
    {
        Execute("INSERT INTO words (words, rank) VALUES ('optimize', 0)");
        Execute("INSERT INTO words (words, rank) VALUES ('automerge', 4)");
        Execute("INSERT INTO words (words, rank) VALUES ('crisismerge', 16)");
        Execute("INSERT INTO words (words, rank) VALUES ('hashsize', 1048576)");
        Execute("BEGIN IMMEDIATE");
        WriteWords();
        Execute("COMMIT");
        _counted = null;
        Execute("INSERT INTO state VALUES ('built', $at)", ("$at", builtAt.ToUnixTimeMilliseconds()));
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Execute("PRAGMA optimize");
    }

    public void Write(IReadOnlyList<DocumentChange> changes)
    {
        Execute("BEGIN IMMEDIATE");
        try
        {
            var steps = new List<Step>();
            var counts = new Dictionary<string, long>();
            foreach (var change in Newest(changes))
                Plan(change, steps, counts);
            // The full-text table begins another segment whenever the numbers do not grow.
            foreach (var step in steps.OrderBy(step => step.Rank).ThenBy(step => step.Terms is not null))
                Do(step);
            if (_counted is null)
                Count(counts);
            Execute("INSERT INTO state VALUES ('sequence', $value) ON CONFLICT DO UPDATE SET value = $value", ("$value", Sequence));
            Execute("COMMIT");
            traits.Apply([.. steps.Select(step => new SqliteTraits.Change(step.Rank, step.Traits))]);
        }
        catch
        {
            Execute("ROLLBACK");
            _sequence = null;
            genres.Load(connection);
            throw;
        }
    }

    private long Sequence
    {
        get => _sequence ??= Find("SELECT value FROM state WHERE name = 'sequence'") ?? 0;
        set => _sequence = value;
    }

    private static IEnumerable<DocumentChange> Newest(IReadOnlyList<DocumentChange> changes) => changes.Count == 1
        ? changes
        : changes.GroupBy(change => change.Id, (_, all) => all.MaxBy(change => change.Version));

    /// <summary>Writes what is beside the full-text table, and notes what is to be done there.</summary>
    private void Plan(DocumentChange change, List<Step> steps, Dictionary<string, long> counts)
    {
        var id = change.Id.ToByteArray(bigEndian: true);
        long? rank = null;
        using (var row = Read("SELECT rank, version FROM doc WHERE id = $id", ("$id", id)))
        {
            if (row.Read())
            {
                rank = row.GetInt64(0);
                if (row.GetInt64(1) >= change.Version)
                    return;
            }
        }

        if (rank is null && Find("SELECT version FROM gone WHERE id = $id", ("$id", id)) >= change.Version)
            return;

        if (rank is { } old)
        {
            Execute("DELETE FROM doc WHERE rank = $rank", ("$rank", old));
            steps.Add(new Step(old, null, "", null));
        }

        if (change.Document is not { } document)
        {
            Execute(
                "INSERT INTO gone VALUES ($id, $version, $at) ON CONFLICT DO UPDATE SET version = $version, at = $at",
                ("$id", id), ("$version", change.Version), ("$at", DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
            return;
        }

        Put(document, id, rank, steps, counts);
    }

    private void Put(SearchDocument document, byte[] id, long? old, List<Step> steps, Dictionary<string, long> counts)
    {
        var place = Rank.Of(document, 0);
        var rank = old is { } same && Rank.IsSamePlace(same, place) ? same : place | ++Sequence;
        var terms = DocumentTerms.Of(document);
        int[] numbers = [.. document.Genres.Select(slug => genres.NumberOf(slug, AddGenre)).Where(number => number > 0)];
        var traits = new SqliteTraits.Values((ushort)numbers.FirstOrDefault(), (ushort)CountryCode.ToNumber(document.Country), (ushort)(document.Year ?? 0));
        steps.Add(new Step(rank, terms, string.Join(' ', Tags.Of(document, numbers)), traits));
        Execute(
            "INSERT INTO doc VALUES ($rank, $id, $version, $title, $genre, $country, $year, $explicit)",
            ("$rank", rank),
            ("$id", id),
            ("$version", document.Version),
            ("$title", terms.TitleKey),
            ("$genre", traits.Genre),
            ("$country", traits.Country),
            ("$year", traits.Year),
            ("$explicit", document.IsExplicit));
        foreach (var word in terms.Words)
            CollectionsMarshal.GetValueRefOrAddDefault(_counted ?? counts, word, out _) += old is null ? 1 : 0;
    }

    private void Do(Step step)
    {
        if (step.Terms is not { } terms)
        {
            Execute("DELETE FROM words WHERE rowid = $rank", ("$rank", step.Rank));
            return;
        }

        Execute(
            "INSERT INTO words (rowid, first, rest, others, tags) VALUES ($rank, $first, $rest, $others, $tags)",
            ("$rank", step.Rank),
            ("$first", terms.First ?? ""),
            ("$rest", string.Join(' ', terms.Title)),
            ("$others", string.Join(' ', terms.Others)),
            ("$tags", step.Tags));
    }

    private void Count(Dictionary<string, long> counts)
    {
        foreach (var (word, documents) in counts)
        {
            if (Find("SELECT documents FROM word WHERE text = $text", ("$text", word)) is { } known)
            {
                ref var more = ref CollectionsMarshal.GetValueRefOrAddDefault(_more, word, out _);
                more += documents;
                if (more * PartThatCounts <= known)
                    continue;
                Execute("UPDATE word SET documents = documents + $documents WHERE text = $text", ("$text", word), ("$documents", more));
                _more.Remove(word);
                continue;
            }

            Execute("INSERT INTO word VALUES ($text, $documents)", ("$text", word), ("$documents", Math.Max(1, documents)));
            foreach (var (stem, keys) in Spellings.ToKeep(word))
            {
                foreach (var key in keys)
                    Execute("INSERT OR IGNORE INTO spelling VALUES ($key, $stem)", ("$key", key), ("$stem", stem));
            }
        }
    }

    private void WriteWords()
    {
        var spellings = new List<(long Key, string Stem)>();
        foreach (var (word, documents) in _counted!.OrderBy(word => word.Key, StringComparer.Ordinal))
        {
            Execute("INSERT INTO word VALUES ($text, $documents)", ("$text", word), ("$documents", documents));
            foreach (var (stem, keys) in Spellings.ToKeep(word))
                spellings.AddRange(keys.Select(key => (key, stem)));
        }

        // In the order of the table, which is many times faster.
        spellings.Sort((one, other) => one.Key != other.Key
            ? one.Key.CompareTo(other.Key)
            : string.CompareOrdinal(one.Stem, other.Stem));
        foreach (var (key, stem) in spellings)
            Execute("INSERT OR IGNORE INTO spelling VALUES ($key, $stem)", ("$key", key), ("$stem", stem));
    }

    private void AddGenre(int number, string slug) =>
        Execute("INSERT INTO genre VALUES ($number, $slug)", ("$number", number), ("$slug", slug));

    private long? Find(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Command(sql, parameters).ExecuteScalar() as long?;

    private SqliteDataReader Read(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Command(sql, parameters).ExecuteReader();

    private void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters) =>
        Command(sql, parameters).ExecuteNonQuery();

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter(name, null));
            _commands[sql] = command;
        }

        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value;
        return command;
    }

    /// <summary>What is to be done in the full-text table: add, or delete where there are no terms.</summary>
    private sealed record Step(long Rank, DocumentTerms? Terms, string Tags, SqliteTraits.Values? Traits);
}
