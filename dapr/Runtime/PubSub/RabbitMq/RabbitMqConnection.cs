using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace MusicGraph.Dapr.Runtime.PubSub.RabbitMq;

/// <summary>The connection to the server, made anew when it was lost.</summary>
internal sealed partial class RabbitMqConnection(RabbitMqSettings settings, ILogger logger) : IAsyncDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private IConnection? _connection;

    /// <summary>The open connection.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.BrokerUnreachableException">The server is not there.</exception>
    public async Task<IConnection> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _connection) is { IsOpen: true } open)
            return open;

        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_connection is { IsOpen: true })
                return _connection;
            if (_connection is not null)
            {
                LogLost(logger, settings.Address, _connection.CloseReason?.ReplyText);
                await _connection.DisposeAsync().ConfigureAwait(false);
                _connection = null;
            }

            var connection = await settings.Factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
            Volatile.Write(ref _connection, connection);
            return connection;
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
            await _connection.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The connection to RabbitMQ at {Address} was lost ({Reason}).")]
    private static partial void LogLost(ILogger logger, string address, string? reason);
}
