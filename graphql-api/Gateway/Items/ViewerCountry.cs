using MusicGraph.ServiceDefaults.Auth;

namespace MusicGraph.Gateway.Items;

/// <summary>
/// Where the caller is: the country of their token, else what the proxy in front says in the header that the setting
/// <c>COUNTRY_HEADER</c> names. Nobody says so of themselves: a client could say what it likes.
/// </summary>
internal sealed class ViewerCountry(IHttpContextAccessor http, IConfiguration configuration)
{
    private readonly string? _header = configuration["COUNTRY_HEADER"];

    /// <summary>ISO 3166-1 alpha-2, upper case; null where it is not known.</summary>
    public string? Code
    {
        get
        {
            var context = http.HttpContext;
            var said = context?.User.FindFirst(TokenClaims.Country)?.Value ?? (_header is null ? null : context?.Request.Headers[_header].ToString());
            return said is { Length: 2 } && said.All(char.IsAsciiLetter) ? said.ToUpperInvariant() : null;
        }
    }
}
