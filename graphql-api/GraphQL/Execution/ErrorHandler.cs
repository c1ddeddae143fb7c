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
        return [options.ErrorFilter?.Invoke(exception) ?? Mask(exception)];
    }

    /// <summary>What a client is told of an error whose cause is nobody's business but the server's. It is logged once, here.</summary>
    public GraphQLError Mask(Exception exception)
    {
        var traceId = (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToString();
        LogUnexpected(logger, traceId, exception);
        var extensions = new Dictionary<string, object?> { ["traceId"] = traceId };
        if (options.IncludeExceptionDetails)
        {
            extensions["message"] = exception.Message;
            extensions["stackTrace"] = exception.StackTrace;
        }

        return new GraphQLError("Unexpected Execution Error", Code: "INTERNAL_SERVER_ERROR", Extensions: extensions);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An operation met with an unexpected error (trace {TraceId}).")]
    private static partial void LogUnexpected(ILogger logger, string traceId, Exception exception);
}
