using System.Globalization;
using System.Text;
using Npgsql;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>Reads connection strings as PostgreSQL's own library has them, which is what Dapr's components are given.</summary>
/// <remarks>https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING: <c>host=… user=…</c> or <c>postgres://…</c>.</remarks>
internal static class LibpqConnectionString
{
    /// <exception cref="FormatException">It is no connection string, or it has a keyword that is not supported.</exception>
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        var builder = new NpgsqlConnectionStringBuilder();
        var words = text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal)
            ? ReadUri(text)
            : ReadWords(text);
        foreach (var (keyword, value) in words)
            Apply(builder, keyword, value);
        return builder;
    }

    /// <exception cref="FormatException">The keyword is not supported, or the value is none for it.</exception>
    public static void Apply(NpgsqlConnectionStringBuilder builder, string keyword, string value)
    {
        switch (keyword)
        {
            case "host" or "hostaddr":
                builder.Host = value;
                break;
            case "port":
                builder.Port = Number(keyword, value);
                break;
            case "user":
                builder.Username = value;
                break;
            case "password":
                builder.Password = value;
                break;
            case "database" or "dbname":
                builder.Database = value;
                break;
            case "connect_timeout":
                builder.Timeout = Number(keyword, value);
                break;
            case "application_name":
                builder.ApplicationName = value;
                break;
            case "sslmode":
                builder.SslMode = value switch
                {
                    "disable" => SslMode.Disable,
                    "allow" => SslMode.Allow,
                    "prefer" => SslMode.Prefer,
                    "require" => SslMode.Require,
                    "verify-ca" => SslMode.VerifyCA,
                    "verify-full" => SslMode.VerifyFull,
                    _ => throw new FormatException($"sslmode '{value}' is none"),
                };
                break;
            case "sslrootcert":
                builder.RootCertificate = value;
                break;
            case "sslcert":
                builder.SslCertificate = value;
                break;
            case "sslkey":
                builder.SslKey = value;
                break;
            case "pool_max_conns": // pgx's own, as are other settings of its pool.
                builder.MaxPoolSize = Number(keyword, value);
                break;
            default:
                throw new FormatException($"keyword '{keyword}' is not supported");
        }
    }

    private static int Number(string keyword, string value)
        => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"{keyword} '{value}' is no number");

    private static IEnumerable<(string Keyword, string Value)> ReadUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri))
            throw new FormatException("it is no address");

        yield return ("host", uri.Host);
        if (uri.Port > 0)
            yield return ("port", uri.Port.ToString(CultureInfo.InvariantCulture));
        if (uri.UserInfo.Length > 0)
        {
            var parts = uri.UserInfo.Split(':', 2);
            yield return ("user", Uri.UnescapeDataString(parts[0]));
            if (parts.Length == 2)
                yield return ("password", Uri.UnescapeDataString(parts[1]));
        }

        if (uri.AbsolutePath.Length > 1)
            yield return ("database", Uri.UnescapeDataString(uri.AbsolutePath[1..]));
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            yield return (Uri.UnescapeDataString(parts[0]), parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : "");
        }
    }

    /// <summary>Words such as <c>host=here password='with space'</c>; a backslash takes the next character as it is.</summary>
    private static IEnumerable<(string Keyword, string Value)> ReadWords(string text)
    {
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                yield break;

            var equals = text.IndexOf('=', at);
            if (equals < 0)
                throw new FormatException($"'{text[at..]}' is no keyword=value");

            var keyword = text[at..equals].Trim();
            at = equals + 1;
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            yield return (keyword, ReadValue(text, ref at));
        }
    }

    private static string ReadValue(string text, ref int at)
    {
        var value = new StringBuilder();
        var isQuoted = at < text.Length && text[at] == '\'';
        if (isQuoted)
            at++;
        for (; at < text.Length; at++)
        {
            if (isQuoted ? text[at] == '\'' : char.IsWhiteSpace(text[at]))
            {
                at++;
                return value.ToString();
            }

            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            value.Append(text[at]);
        }

        return isQuoted ? throw new FormatException("a quote is not closed") : value.ToString();
    }
}
