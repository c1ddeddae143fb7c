using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Invocation;

/// <summary>Reads <c>accessControl</c> of a <c>Configuration</c>.</summary>
internal static class AccessControlReader
{
    /// <returns>The access control, null where everybody may do everything; and the trust domain that the app is of.</returns>
    public static (AccessControl? Control, string TrustDomain) Read(YamlFields spec)
    {
        if (spec.Mapping("accessControl") is not { } control)
            return (null, CallerIdentity.DefaultTrustDomain);

        var byDefault = Action(control, "defaultAction");
        var trustDomain = control.Text("trustDomain") is { Length: > 0 } domain ? domain : CallerIdentity.DefaultTrustDomain;
        var policies = new Dictionary<(string AppId, string Namespace), CallerPolicy>();
        foreach (var policy in control.Mappings("policies"))
        {
            var appId = policy.Required("appId");
            var space = policy.Required("namespace");
            var read = new CallerPolicy(
                policy.Required("trustDomain"), Action(policy, "defaultAction"), [.. policy.Mappings("operations").Select(ReadOperation)]);
            policy.EnsureAllRead();
            if (!policies.TryAdd((appId, space), read))
                throw policy.Error($"appId '{appId}' is there twice for namespace '{space}'");
        }

        control.EnsureAllRead();

        // As daprd: policies without a default for the rest deny the rest.
        return (new AccessControl(byDefault ?? policies.Count == 0, policies), trustDomain);
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
        var verbs = operation.Texts("httpVerb"); // Without any it is about gRPC alone.
        var allowed = Action(operation, "action") ?? throw operation.Error("field 'action' is missing");
        operation.EnsureAllRead();
        return new OperationPolicy(AccessControl.Segments(name), verbs, allowed);
    }
}
