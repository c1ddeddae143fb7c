using Microsoft.AspNetCore.Http.HttpResults;
using MusicGraph.Contracts;
using MusicGraph.ServiceDefaults.Events;
using MusicGraph.ServiceDefaults.Http;

namespace MusicGraph.Streams;

internal static class StreamsApi
{
    /// <summary>
    /// The logs hold what not everybody may see, and know nobody's rights: the gateway alone reads them, and passes on what a subscriber may see.
    /// </summary>
    public static void MapStreams(this IEndpointRouteBuilder app)
    {
        var streams = app.MapGroup("/streams");
        streams.MapPost("/read", ReadAsync).ForGatewayOnly();
        streams.MapPost("/heads", HeadsAsync).ForGatewayOnly();
    }

    private static async Task<Results<Ok<StreamPage>, Problem>> ReadAsync(StreamRead read, StreamLog log, CancellationToken cancellationToken) =>
        (await log.ReadAsync(read, cancellationToken)).ToOk();

    private static async Task<Results<Ok<long[]>, Problem>> HeadsAsync(
        StreamHeadsRequest request, StreamLog log, CancellationToken cancellationToken) =>
        (await log.HeadsAsync(request, cancellationToken)).ToOk();
}
