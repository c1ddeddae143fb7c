using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.State.Sqlite;

namespace MusicGraph.Dapr.Runtime.NameResolution.Sqlite;

/// <summary>The configuration of <c>nameresolution.sqlite</c>.</summary>
/// <remarks>components-contrib, <c>nameresolution/sqlite/sqlite_metadata.go</c>.</remarks>
/// <param name="Timeout">How long a question may take, and how long before its row is too old a sidecar renews it.</param>
/// <param name="BusyTimeout">How long somebody else's write is waited for.</param>
internal sealed record SqliteResolverSettings(
    string Path, string Table, string MetadataTable, TimeSpan UpdateInterval, TimeSpan CleanupInterval, TimeSpan Timeout, TimeSpan BusyTimeout, bool DisableWal)
{
    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static SqliteResolverSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        var settings = new SqliteResolverSettings(
            SqliteSettings.ReadPath(context),
            SqliteSettings.ReadIdentifier("tableName", "hosts", context),
            SqliteSettings.ReadIdentifier("metadataTableName", "metadata", context),
            metadata.Duration(TimeSpan.FromSeconds(5), "updateInterval"),
            metadata.Duration(TimeSpan.FromHours(1), "cleanupInterval", "cleanupIntervalInSeconds"),
            metadata.Duration(TimeSpan.FromSeconds(1), "timeout", "timeoutInSeconds"),
            metadata.Duration(TimeSpan.FromMilliseconds(800), "busyTimeout"),
            metadata.Flag("disableWAL"));
        metadata.EnsureAllRead();
        if (settings.UpdateInterval.Ticks % TimeSpan.TicksPerSecond != 0)
            throw context.Definition.Error("metadata field 'updateInterval' must not contain fractions of seconds");
        if (settings.Timeout < TimeSpan.FromSeconds(1))
            throw context.Definition.Error("metadata field 'timeout' is less than a second");
        if (settings.UpdateInterval - settings.Timeout < TimeSpan.FromSeconds(1))
            throw context.Definition.Error("metadata field 'updateInterval' must be at least a second more than 'timeout'");
        return settings;
    }
}
