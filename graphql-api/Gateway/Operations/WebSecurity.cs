using Microsoft.Net.Http.Headers;

namespace MusicGraph.Gateway.Operations;

/// <summary>What browsers are told: which sites may call, and how to treat the answers.</summary>
internal static class WebSecurity
{
    /// <summary>
    /// Sites that may call from a browser come from the setting <c>CORS_ORIGINS</c>, separated by commas; every site when it is absent,
    /// which is safe because calls are authorized by a token that is sent on purpose, never by a cookie.
    /// </summary>
    public static IServiceCollection AddWebSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = configuration["CORS_ORIGINS"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            _ = origins is { Length: > 0 } ? policy.WithOrigins(origins) : policy.AllowAnyOrigin();
            policy.AllowAnyMethod()
                .AllowAnyHeader()
                .WithExposedHeaders(
                    HeaderNames.AcceptRanges, HeaderNames.ContentRange, HeaderNames.ContentLength, HeaderNames.ETag, HeaderNames.Location)
                .SetPreflightMaxAge(TimeSpan.FromHours(2));
        }));
    }

    public static void UseWebSecurity(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";
            return next(context);
        });
        app.UseCors();
    }
}
