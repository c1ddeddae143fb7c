using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.State;

/// <summary>What an app's keys are prefixed with in a store.</summary>
/// <remarks>
/// https://docs.dapr.io/developing-applications/building-blocks/state-management/howto-share-state/: <c>appid</c> (the default),
/// <c>name</c>, <c>namespace</c>, <c>none</c>, or any other text as it is. The separator is <c>||</c>, and as in daprd
/// (<c>pkg/components/state/state_config.go</c>) an app's key that contains it is refused.
/// </remarks>
internal sealed class KeyPrefix
{
    public const string Separator = "||";

    private readonly string _prefix;

    private KeyPrefix(string prefix) => _prefix = prefix;

    /// <exception cref="DaprConfigurationException">The strategy holds the separator.</exception>
    public static KeyPrefix For(ComponentDefinition definition, string appId)
    {
        var strategy = definition.Metadata.TryGetValue("keyPrefix", out var text) ? text : "";
        if (strategy.Contains(Separator, StringComparison.Ordinal))
            throw definition.Error($"metadata field 'keyPrefix' may not contain '{Separator}'");

        return new KeyPrefix(strategy.ToLowerInvariant() switch
        {
            "" or "appid" => appId + Separator,
            "name" => definition.Name + Separator,
            "namespace" => Environment.GetEnvironmentVariable("NAMESPACE") is { Length: > 0 } space
                ? $"{space}.{appId}{Separator}"
                : appId + Separator,
            "none" => "",
            _ => strategy + Separator,
        });
    }

    /// <summary>False where the key holds the separator.</summary>
    public bool TryApply(string key, out string stored)
    {
        stored = _prefix.Length == 0 ? key : _prefix + key;
        return !key.Contains(Separator, StringComparison.Ordinal);
    }
}
