using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using MusicGraph.Contracts;

namespace MusicGraph.ServiceDefaults.Http;

internal static class ProblemCodes
{
    /// <summary>Gives problem details that the framework wrote the code that goes with their status.</summary>
    public static void Complete(ProblemDetails details)
    {
        // The framework's type is a link to a specification, which tells a client nothing that the status does not.
        details.Type = null;
        if (details.Extensions.ContainsKey("code") || CodeOf(details.Status) is not { } code)
            return;
        details.Extensions["code"] = code;
    }

    private static string? CodeOf(int? status) => status switch
    {
        StatusCodes.Status400BadRequest => Problems.Invalid,
        StatusCodes.Status401Unauthorized => Problems.Unauthenticated,
        StatusCodes.Status403Forbidden => Problems.Forbidden,
        StatusCodes.Status404NotFound => Problems.NotFound,
        StatusCodes.Status413PayloadTooLarge => Problems.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => Problems.UnsupportedMedia,
        _ => null,
    };
}
