using System.Collections.Concurrent;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MusicGraph.ServiceDefaults.Auth;

/// <summary>
/// Validates tokens and remembers for a while those that were good: who comes once comes again, and checking an ES256 signature takes
/// longer than most of what is asked for. What expires with a token, or with the key that signed it, is at most that while late.
/// </summary>
internal sealed class RememberedTokens(TimeProvider time) : JsonWebTokenHandler
{
    private const int MostRemembered = 50_000;
    private static readonly TimeSpan While = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, Good> _good = [];

    public bool Knows(string token) => Find(token) is not null;

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (Find(token) is { } known)
            return known;
        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (_good.Count >= MostRemembered)
            _good.Clear();
        var now = time.GetUtcNow();
        var end = result.SecurityToken.ValidTo;
        _good[token] = new Good(result, end < now.Add(While).UtcDateTime ? new DateTimeOffset(end, TimeSpan.Zero) : now.Add(While));
        return result;
    }

    private TokenValidationResult? Find(string token) =>
        _good.TryGetValue(token, out var good) && time.GetUtcNow() < good.Until ? good.Result : null;

    private sealed record Good(TokenValidationResult Result, DateTimeOffset Until);
}
