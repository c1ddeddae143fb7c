using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.State.Sqlite;

namespace MusicGraph.Dapr.Runtime.NameResolution.Sqlite;

/// <summary>The configuration of <c>nameresolution.sqlite</c>.</summary>
internal sealed record SqliteResolverSettings(string Path, string Table, string MetadataTable, TimeSpan UpdateInterval, TimeSpan CleanupInterval)
{
    /// <summary>How long before its row is too old a sidecar renews it, as in daprd.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(1);

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static SqliteResolverSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        var settings = new SqliteResolverSettings(
            SqliteSettings.ReadPath(metadata.Required("connectionString"), context),
            SqliteSettings.ReadIdentifier("tableName", "hosts", context),
            SqliteSettings.ReadIdentifier("metadataTableName", "metadata", context),
            metadata.Duration(TimeSpan.FromSeconds(5), "updateInterval"),
            metadata.Duration(TimeSpan.FromHours(1), "cleanupInterval", "cleanupIntervalInSeconds"));
        metadata.Optional("timeout", "timeoutInSeconds", "busyTimeout", "disableWAL"); // One second, and always a write-ahead log.
        metadata.EnsureAllRead();
        if (settings.UpdateInterval.Ticks % TimeSpan.TicksPerSecond != 0)
            throw context.Definition.Error("metadata field 'updateInterval' must not contain fractions of seconds");
        if (settings.UpdateInterval - Timeout < TimeSpan.FromSeconds(1))
            throw context.Definition.Error("metadata field 'updateInterval' must be at least 2 s");
        return settings;
    }
}
