using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Reads <c>accessControl</c> of a <c>Configuration</c>.</summary>
internal static class AccessControlReader
{
    private const string DefaultTrustDomain = "public";

    /// <returns>Null where everybody may do everything.</returns>
    public static AccessControl? Read(YamlFields spec, ILogger logger)
    {
        if (spec.Mapping("accessControl") is not { } control)
            return null;

        var byDefault = Action(control, "defaultAction");
        NoTrustDomain(control, logger);
        var policies = new Dictionary<string, CallerPolicy>(StringComparer.Ordinal);
        foreach (var policy in control.Mappings("policies"))
        {
            var appId = policy.Required("appId");
            policy.Required("namespace");
            NoTrustDomain(policy, logger);
            var read = new CallerPolicy(Action(policy, "defaultAction"), [.. policy.Mappings("operations").Select(ReadOperation)]);
            policy.EnsureAllRead();
            if (!policies.TryAdd(appId, read))
                throw policy.Error($"appId '{appId}' is there twice");
        }

        control.EnsureAllRead();

        // As daprd: policies without a default for the rest deny the rest.
        return new AccessControl(byDefault ?? policies.Count == 0, policies);
    }

    /// <summary>True for allow, false for deny, null for nothing.</summary>
    public static bool? Action(YamlFields fields, string name)
        => fields.Text(name) switch
        {
            null or "" => null,
            var text when text.Equals("allow", StringComparison.OrdinalIgnoreCase) => true,
            var text when text.Equals("deny", StringComparison.OrdinalIgnoreCase) => false,
            var text => throw fields.Error($"field '{name}' is '{text}'; it can be either allow or deny"),
        };

    private static OperationPolicy ReadOperation(YamlFields operation)
    {
        var name = operation.Required("name");
        var verbs = operation.Texts("httpVerb");
        if (verbs.Count == 0)
            throw operation.Error("field 'httpVerb' is missing");
        var allowed = Action(operation, "action") ?? throw operation.Error("field 'action' is missing");
        operation.EnsureAllRead();
        return new OperationPolicy(AccessControl.Segments(name), verbs, allowed);
    }

    private static void NoTrustDomain(YamlFields fields, ILogger logger)
    {
        if (fields.Text("trustDomain") is { Length: > 0 } domain && domain != DefaultTrustDomain)
            ConfigurationReader.LogNoEffect(logger, fields.Place, "trustDomain", "callers are known by their sidecar, not by a certificate");
    }
}
