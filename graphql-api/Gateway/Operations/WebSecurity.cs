using Microsoft.Net.Http.Headers;

namespace MusicGraph.Gateway.Operations;

/// <summary>What browsers are told: which sites may call, and how to treat the answers.</summary>
internal static class WebSecurity
{
    /// <summary>
    /// Other sites that may call from a browser come from the setting <c>CORS_ORIGINS</c>, separated by commas; <c>*</c> for every site, which is
    /// safe because calls are authorized by a token that is sent on purpose, never by a cookie. None when it is absent.
    /// </summary>
    /// <exception cref="InvalidOperationException">One is no origin.</exception>
    public static IServiceCollection AddWebSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        var origins = configuration["CORS_ORIGINS"]?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        if (Array.Find(origins, origin => origin != "*" && !IsOrigin(origin)) is { } wrong)
            throw new InvalidOperationException($"The setting CORS_ORIGINS has '{wrong}'; it must be an origin such as https://example.com, or *.");
        return services.AddCors(cors => cors.AddDefaultPolicy(policy =>
        {
            _ = origins.Contains("*") ? policy.AllowAnyOrigin() : policy.WithOrigins(origins);
            policy.AllowAnyMethod()
                .AllowAnyHeader()
                .WithExposedHeaders(
                    HeaderNames.AcceptRanges, HeaderNames.ContentRange, HeaderNames.ContentLength, HeaderNames.ETag, HeaderNames.Location,
                    HeaderNames.RetryAfter)
                .SetPreflightMaxAge(TimeSpan.FromHours(2));
        }));
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") && address.GetLeftPart(UriPartial.Authority) == text;

    public static void UseWebSecurity(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            var headers = context.Response.Headers;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Resource-Policy"] = "cross-origin";

            // What is answered to somebody, such as a token, is not for a cache; what can be kept says so itself.
            if (!HttpMethods.IsGet(context.Request.Method) || context.Request.Headers.Authorization.Count > 0)
                headers.CacheControl = "no-store";
            return next(context);
        });
        app.UseCors();
    }
}
