namespace MusicGraph.Search.Sqlite;

/// <summary>
/// The tables of an index. The full-text table keeps no text and no positions, only which words are in which column: a word at the beginning
/// of a title, elsewhere in it, elsewhere, a tag. It keeps the beginnings of up to five letters as well, so that a prefix of so many is read
/// in order, like a word.
/// </summary>
internal static class SqliteSchema
{
    /// <summary>Another number is another schema: an index with another one is built anew.</summary>
    public const int Version = 1;

    /// <summary>The longest prefix that is kept like a word.</summary>
    public const int LongestPrefix = 5;

    public const string Create = """
        CREATE TABLE doc (
            rank INTEGER PRIMARY KEY, id BLOB NOT NULL, version INTEGER NOT NULL, title INTEGER NOT NULL,
            genre INTEGER NOT NULL, country INTEGER NOT NULL, year INTEGER NOT NULL, explicit INTEGER NOT NULL);
        CREATE UNIQUE INDEX doc_id ON doc (id);
        CREATE INDEX doc_title ON doc (title);
        CREATE TABLE gone (id BLOB PRIMARY KEY, version INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE genre (number INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE);
        CREATE TABLE word (text TEXT PRIMARY KEY, documents INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE spelling (key INTEGER NOT NULL, stem TEXT NOT NULL, PRIMARY KEY (key, stem)) WITHOUT ROWID;
        CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE VIRTUAL TABLE words USING fts5 (
            first, rest, others, tags,
            content='', contentless_delete=1, detail=column, prefix='1 2 3 4 5', tokenize='ascii');
        """;
}
