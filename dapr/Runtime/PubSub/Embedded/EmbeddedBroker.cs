using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace MusicGraph.Dapr.Runtime.PubSub.Embedded;

/// <summary>The one owner of a database: what writes it, what reads it, who consumes from it.</summary>
internal sealed class EmbeddedBroker
{
    // Components of this process that name the same file share its broker; another process is kept out by the lock file.
    private static readonly Dictionary<string, EmbeddedBroker> s_open = new(StringComparer.Ordinal);
    private static readonly Lock s_lock = new();

    private static readonly TimeSpan s_cleanupInterval = TimeSpan.FromSeconds(10);

    private readonly string _path;
    private readonly FileStream _owner;
    private readonly SqliteConnection _connection;
    private readonly ITimer _cleanup;
    private int _components = 1;

    private EmbeddedBroker(EmbeddedSettings settings, FileStream owner, SqliteConnection connection, TimeProvider time, ILogger logger)
    {
        _path = settings.Path;
        _owner = owner;
        _connection = connection;
        Time = time;
        Logger = logger;
        Reader = new MessageReader(EmbeddedSchema.OpenReader(settings.Path));
        var groups = new ConsumerGroups(Reader.ReadGroups(), Reader.ReadPostponed(), Reader, time);
        Writer = new MessageWriter(connection, settings.Retention, groups, Reader.LastId(), time, logger);
        _cleanup = time.CreateTimer(_ => Writer.CleanUp(), null, s_cleanupInterval, s_cleanupInterval);
    }

    public MessageWriter Writer { get; }

    public MessageReader Reader { get; }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    /// <exception cref="IOException">Another process uses the file.</exception>
    public static EmbeddedBroker Open(EmbeddedSettings settings, TimeProvider time, ILogger logger)
    {
        lock (s_lock)
        {
            if (s_open.TryGetValue(settings.Path, out var open))
            {
                open._components++;
                return open;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(settings.Path)!);
            var owner = new FileStream(settings.Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            SqliteConnection? connection = null;
            try
            {
                connection = EmbeddedSchema.OpenWriter(settings.Path);
                var broker = new EmbeddedBroker(settings, owner, connection, time, logger);
                s_open.Add(settings.Path, broker);
                return broker;
            }
            catch
            {
                connection?.Dispose();
                owner.Dispose();
                throw;
            }
        }
    }

    /// <summary>Closes the file once the last component has gone; what was accepted is kept.</summary>
    public async ValueTask CloseAsync()
    {
        lock (s_lock)
        {
            if (--_components > 0)
                return;
            s_open.Remove(_path);
        }

        await _cleanup.DisposeAsync().ConfigureAwait(false);
        await Writer.DisposeAsync().ConfigureAwait(false);
        Reader.Dispose();
        await _connection.DisposeAsync().ConfigureAwait(false);
        await _owner.DisposeAsync().ConfigureAwait(false);
    }
}
