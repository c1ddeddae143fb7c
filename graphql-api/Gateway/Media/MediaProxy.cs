using System.Collections.Frozen;
using System.Net;
using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace MusicGraph.Gateway.Media;

/// <summary>Passes a request on to the audio service and its answer back, both as streams; nothing is held in memory.</summary>
internal sealed class MediaProxy(ServiceInvoker services, ViewerCountry country)
{
    /// <summary>What of a request matters to the service: whose it is, which bytes are wanted, under which conditions.</summary>
    private static readonly string[] RequestHeaders =
    [
        HeaderNames.Authorization, HeaderNames.Accept, HeaderNames.Range, HeaderNames.IfRange, HeaderNames.IfMatch, HeaderNames.IfNoneMatch,
        HeaderNames.IfModifiedSince, HeaderNames.IfUnmodifiedSince,
    ];

    private static readonly string[] ContentHeaders =
        [HeaderNames.ContentType, HeaderNames.ContentLength, HeaderNames.ContentEncoding, HeaderNames.ContentDisposition];

    /// <summary>Headers of one connection (RFC 9110, section 7.6.1) and those that this server writes itself.</summary>
    private static readonly FrozenSet<string> NotForwarded = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyConnection, HeaderNames.TE,
        HeaderNames.Trailer, HeaderNames.TransferEncoding, HeaderNames.Upgrade, HeaderNames.Server, HeaderNames.Date, HeaderNames.XContentTypeOptions);

    /// <param name="created">Answers for an upload that was taken in: what the service says of it has the service's ids.</param>
    public async Task ForwardAsync(HttpContext context, string route, Func<HttpContent, CancellationToken, Task<IResult>> created)
    {
        var aborted = context.RequestAborted;
        using var request = CreateRequest(context.Request, route);
        using var response = await SendAsync(request, aborted);
        if (response.StatusCode == HttpStatusCode.Created)
        {
            await (await created(response.Content, aborted)).ExecuteAsync(context);
            return;
        }

        var answer = context.Response;
        answer.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            if (!NotForwarded.Contains(name))
                answer.Headers[name] = values.ToArray();
        }

        if (HttpMethods.IsHead(context.Request.Method))
            return;
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        await response.Content.CopyToAsync(answer.Body, aborted);
    }

    /// <exception cref="BadHttpRequestException">The client sends more than it may, or not what it said.</exception>
    /// <exception cref="HttpRequestException">The service cannot be reached or fails; what it says then is not for clients.</exception>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        try
        {
            response = await services.Client(AudioClient.AppId).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (HttpRequestException e) when (e.InnerException is BadHttpRequestException client)
        {
            ExceptionDispatchInfo.Throw(client);
            throw;
        }

        // What is not installed is the client's to know; other faults are not.
        if (response.StatusCode is < HttpStatusCode.InternalServerError or HttpStatusCode.NotImplemented)
            return response;
        using (response)
            throw new HttpRequestException($"The service '{AudioClient.AppId}' answered {(int)response.StatusCode}.", null, response.StatusCode);
    }

    private HttpRequestMessage CreateRequest(HttpRequest from, string route)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), route);
        foreach (var name in RequestHeaders)
        {
            if (from.Headers.TryGetValue(name, out var values))
                request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        if (country.Code is { } code)
            request.Headers.TryAddWithoutValidation(AudioHeaders.Country, code);
        if (!HttpMethods.IsPut(from.Method))
            return request;
        request.Content = new StreamContent(from.Body);
        foreach (var name in ContentHeaders)
        {
            if (from.Headers.TryGetValue(name, out var values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }
}
