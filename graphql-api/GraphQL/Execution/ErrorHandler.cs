using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// Makes errors for clients of exceptions: a <see cref="GraphQLException"/> speaks for itself, anything else is logged and masked, with
/// the trace id by which it is found in the log.
/// </summary>
internal sealed partial class ErrorHandler(RequestExecutorOptions options, ILogger logger)
{
    public IReadOnlyList<GraphQLError> Handle(Exception exception)
    {
        if (exception is GraphQLException known) return known.Errors;
        if (options.ErrorFilter?.Invoke(exception) is { } described) return [described];
        var traceId = Activity.Current?.TraceId.ToString();
        LogUnexpected(logger, traceId, exception);
        var extensions = new Dictionary<string, object?>();
        if (traceId is not null) extensions["traceId"] = traceId;
        if (options.IncludeExceptionDetails) extensions["message"] = exception.Message;
        return [new GraphQLError("Unexpected Execution Error", Extensions: extensions)];
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A resolver failed (trace {TraceId}).")]
    private static partial void LogUnexpected(ILogger logger, string? traceId, Exception exception);
}
