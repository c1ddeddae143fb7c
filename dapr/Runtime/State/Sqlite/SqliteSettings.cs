using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State.Sqlite;

/// <summary>The metadata of <c>state.sqlite</c>.</summary>
/// <remarks>https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-sqlite/.</remarks>
internal sealed partial record SqliteSettings(
    string Path, TimeSpan Timeout, TimeSpan BusyTimeout, bool DisableWal, string Table, string MetadataTable, TimeSpan CleanupInterval)
{
    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static SqliteSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        StateMetadata.ReadCommon(metadata);
        var timeout = metadata.Duration(TimeSpan.FromSeconds(20), "timeout", "timeoutInSeconds");
        if (timeout < TimeSpan.FromSeconds(1))
            throw context.Definition.Error("metadata field 'timeout' is less than a second");
        var settings = new SqliteSettings(
            ReadPath(context),
            timeout,
            metadata.Duration(TimeSpan.FromSeconds(2), "busyTimeout"),
            metadata.Flag("disableWAL"),
            ReadIdentifier("tableName", "state", context),
            ReadIdentifier("metadataTableName", "metadata", context),
            metadata.Duration(TimeSpan.Zero, "cleanupInterval", "cleanupIntervalInSeconds"));
        metadata.EnsureAllRead();
        return settings;
    }

    public string ConnectionString(SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = mode,
        Pooling = false, // The store keeps its own few connections open.
        DefaultTimeout = (int)Math.Max(1, Timeout.TotalSeconds),
    }.ToString();

    /// <summary>The file that the connection string names.</summary>
    public static string ReadPath(ComponentContext context)
    {
        var connectionString = context.Metadata.Required("connectionString", "url");
        var path = connectionString.StartsWith("file:", StringComparison.OrdinalIgnoreCase) ? connectionString["file:".Length..] : connectionString;
        if (path.StartsWith(":memory:", StringComparison.OrdinalIgnoreCase))
            throw context.Definition.Error("metadata field 'connectionString' names a database in memory: use state.in-memory for that");
        if (path.Contains('?', StringComparison.Ordinal))
            throw context.Definition.Error("metadata field 'connectionString' has options, which the embedded runtime does not support");

        return System.IO.Path.GetFullPath(path, context.WorkingDirectory);
    }

    /// <summary>A table's name.</summary>
    public static string ReadIdentifier(string field, string fallback, ComponentContext context)
    {
        var name = context.Metadata.Optional(field) is { Length: > 0 } text ? text : fallback;
        return Identifier().IsMatch(name)
            ? name
            : throw context.Definition.Error($"metadata field '{field}' is '{name}', which is no identifier");
    }

    // The name goes into SQL as it is.
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
