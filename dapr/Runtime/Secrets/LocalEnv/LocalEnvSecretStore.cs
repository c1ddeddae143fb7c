using System.Collections;
using Microsoft.Extensions.Logging;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Secrets.LocalEnv;

/// <summary><c>secretstores.local.env</c>: the process's environment variables.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-secret-stores/envvar-secret-store/. As daprd's: a variable that is not set is
/// empty, and the runtime's own (<c>DAPR_…</c>, <c>APP_API_TOKEN</c>) are never told.
/// </remarks>
internal sealed partial class LocalEnvSecretStore(string prefix, ILogger logger) : ISecretStore
{
    public IReadOnlyList<string> Capabilities { get; } = [];

    public static LocalEnvSecretStore Open(ComponentContext context)
    {
        var prefix = context.Metadata.Optional("prefix") ?? "";
        context.Metadata.EnsureAllRead();
        return new LocalEnvSecretStore(prefix, context.Logger);
    }

    public ValueTask<IReadOnlyDictionary<string, string>> GetAsync(
        string name, IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var variable = prefix + name;
        var value = "";
        if (IsAllowed(variable))
            value = Environment.GetEnvironmentVariable(variable) ?? "";
        else
            LogForbidden(logger, variable);
        return new(One(name, value));
    }

    public ValueTask<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> GetAllAsync(
        IReadOnlyDictionary<string, string> metadata, CancellationToken cancellationToken)
    {
        var secrets = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (name.Length > prefix.Length && name.StartsWith(prefix, StringComparison.Ordinal) && IsAllowed(name))
                secrets[name[prefix.Length..]] = One(name[prefix.Length..], (string?)variable.Value ?? "");
        }

        return new(secrets);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, string> One(string name, string value) => new(StringComparer.Ordinal) { [name] = value };

    private static bool IsAllowed(string variable)
        => !variable.StartsWith("DAPR_", StringComparison.OrdinalIgnoreCase) && !variable.Equals("APP_API_TOKEN", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Access to the environment variable {Variable} is forbidden.")]
    private static partial void LogForbidden(ILogger logger, string variable);
}
