using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Streams;

internal static class StreamsApi
{
    private const string CallerHeader = "dapr-caller-app-id";
    private const string Gateway = "gateway";

    /// <summary>
    /// The logs hold what not everybody may see, and know nobody's rights: the gateway alone reads them, by service invocation, and passes on what
    /// a subscriber may see.
    /// </summary>
    public static void MapStreams(this IEndpointRouteBuilder app)
    {
        var streams = app.MapGroup("/streams").AddEndpointFilter((context, next) =>
            context.HttpContext.Request.Headers[CallerHeader] == Gateway ? next(context) : ValueTask.FromResult<object?>(Problem.NotFound()));
        streams.MapPost("/read", ReadAsync).ForSidecarOnly();
        streams.MapPost("/heads", HeadsAsync).ForSidecarOnly();
    }

    private static async Task<Results<Ok<StreamPage>, Problem>> ReadAsync(StreamRead read, StreamLog log, CancellationToken cancellationToken) =>
        (await log.ReadAsync(read, cancellationToken)).Failed(out var problem, out var page) ? problem : TypedResults.Ok(page);

    private static async Task<Results<Ok<long[]>, Problem>> HeadsAsync(
        StreamHeadsRequest request, StreamLog log, CancellationToken cancellationToken) =>
        (await log.HeadsAsync(request, cancellationToken)).Failed(out var problem, out var heads) ? problem : TypedResults.Ok(heads);
}
