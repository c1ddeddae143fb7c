namespace MusicGraph.Search.Postgres;

/// <summary>
/// The tables of an index: a schema of its own for each, and one row that says which of them answers and which is being built. A word's weight
/// says where it stands: A at the beginning of the title, B elsewhere in it, C elsewhere, D for tags.
/// </summary>
internal static class PostgresSchema
{
    public const string Common = """
        CREATE SCHEMA IF NOT EXISTS musicgraph_search;
        CREATE TABLE IF NOT EXISTS musicgraph_search.state (
            one boolean PRIMARY KEY DEFAULT true CHECK (one), answering int NOT NULL, building int, built_at timestamptz);
        """;

    /// <summary>The schema of an index.</summary>
    public static string Of(int number) => $"musicgraph_search_{number}";

    public static string Create(int number) => $"""
        CREATE SCHEMA {Of(number)};
        SET LOCAL search_path TO {Of(number)};
        CREATE TABLE doc (
            rank bigint PRIMARY KEY, id uuid NOT NULL UNIQUE, version bigint NOT NULL, title bigint NOT NULL,
            genre int NOT NULL, country int NOT NULL, year int NOT NULL, explicit boolean NOT NULL, words tsvector NOT NULL);
        CREATE INDEX doc_title ON doc (title, rank);
        CREATE INDEX doc_words ON doc USING gin (words);
        CREATE TABLE gone (id uuid PRIMARY KEY, version bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE genre (number int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, slug text NOT NULL UNIQUE);
        CREATE TABLE word (text text COLLATE "C" PRIMARY KEY, documents bigint NOT NULL);
        CREATE TABLE spelling (key bigint NOT NULL, stem text COLLATE "C" NOT NULL, PRIMARY KEY (key, stem));
        CREATE SEQUENCE place;
        """;
}
