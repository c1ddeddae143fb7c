using MusicGraph.Dapr.Runtime.State.PostgreSql;

namespace MusicGraph.Dapr.Runtime.Tests.State;

/// <summary>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING.</summary>
public sealed class LibpqConnectionStringTests
{
    [Theory]
    [InlineData("host=db port=5433 user=me password=secret dbname=music connect_timeout=10 sslmode=require")]
    [InlineData("  host = db  port= 5433 user ='me' password='secret' database=music connect_timeout=10 sslmode=require ")]
    [InlineData("postgres://me:secret@db:5433/music?connect_timeout=10&sslmode=require")]
    [InlineData("postgresql://m%65:secret@db:5433/music?connect_timeout=10&sslmode=require")]
    public void Parse_EveryForm_SaysTheSame(string text)
    {
        var parsed = LibpqConnectionString.Parse(text);

        Assert.Equal(
            ("db", 5433, "me", "secret", "music", 10, Npgsql.SslMode.Require),
            (parsed.Host, parsed.Port, parsed.Username, parsed.Password, parsed.Database, parsed.Timeout, parsed.SslMode));
    }

    [Theory]
    [InlineData("""host=db password='it\'s a \\ secret;'""", """it's a \ secret;""")]
    [InlineData("""host=db password=a\ b""", "a b")]
    [InlineData("postgres://me:p%40ss%2F@db", "p@ss/")]
    public void Parse_Quotes_AreLibpqs(string text, string password) => Assert.Equal(password, LibpqConnectionString.Parse(text).Password);

    [Theory]
    [InlineData("host=db colour=red", "colour")]
    [InlineData("host=db port=many", "port")]
    [InlineData("host=db sslmode=maybe", "sslmode")]
    [InlineData("host=db password='open", "quote")]
    [InlineData("Host=db;Username=me", "Host")]
    [InlineData("db", "db")]
    public void Parse_WhatIsNone_IsNamed(string text, string expected)
    {
        var error = Assert.Throws<FormatException>(() => LibpqConnectionString.Parse(text));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }
}
