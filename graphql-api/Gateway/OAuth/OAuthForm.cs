using System.Net.Http.Headers;
using System.Text;

namespace MusicGraph.Gateway.OAuth;

/// <summary>A form of a client and what it says of itself: by HTTP Basic or in the form (RFC 6749, section 2.3.1), never both.</summary>
internal sealed class OAuthForm
{
    private const int LargestBytes = 8 * 1024;

    private readonly IFormCollection _form;

    private OAuthForm(IFormCollection form, string? clientId, string? clientSecret) => (_form, ClientId, ClientSecret) = (form, clientId, clientSecret);

    public string? ClientId { get; }

    public string? ClientSecret { get; }

    /// <summary>A parameter; null where it is not there or empty.</summary>
    public string? this[string name] => _form[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>Null where the body is no form, a parameter comes twice, or the client says twice who it is.</summary>
    public static async Task<OAuthForm?> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!request.HasFormContentType || request.ContentLength is not <= LargestBytes)
            return null;
        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(context.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            // No form after all, however it calls itself.
            return null;
        }

        if (form.Any(field => field.Value.Count > 1))
            return null;
        var (id, secret) = (form["client_id"].ToString(), form["client_secret"].ToString());
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header) || !header.Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase))
            return new OAuthForm(form, id.Length > 0 ? id : null, secret.Length > 0 ? secret : null);
        if (secret.Length > 0 || Decode(header.Parameter) is not { } basic || (id.Length > 0 && id != basic.Id))
            return null;
        return new OAuthForm(form, basic.Id, basic.Secret);
    }

    /// <summary>Both are form-encoded before they are put together.</summary>
    private static (string Id, string Secret)? Decode(string? parameter)
    {
        var bytes = new byte[parameter?.Length ?? 0];
        if (parameter is null || !Convert.TryFromBase64String(parameter, bytes, out var length))
            return null;
        var text = Encoding.UTF8.GetString(bytes, 0, length);
        return text.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon
            ? (Uri.UnescapeDataString(text[..colon].Replace('+', ' ')), Uri.UnescapeDataString(text[(colon + 1)..].Replace('+', ' ')))
            : null;
    }
}
