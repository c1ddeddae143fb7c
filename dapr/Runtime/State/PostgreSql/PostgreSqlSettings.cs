using System.Text.RegularExpressions;
using MusicGraph.Dapr.Runtime.Components;
using Npgsql;

namespace MusicGraph.Dapr.Runtime.State.PostgreSql;

/// <summary>The metadata of <c>state.postgresql</c>, whose versions differ in the table that they keep.</summary>
/// <remarks>
/// https://docs.dapr.io/reference/components-reference/supported-state-stores/setup-postgresql-v2/ and …-v1/; components-contrib,
/// <c>state/postgresql/v2/metadata.go</c> and <c>common/component/postgresql/v1/metadata.go</c>.
/// </remarks>
/// <param name="MigrationsKey">Where in the metadata table it stands how far the table has come.</param>
internal sealed partial record PostgreSqlSettings(
    string ConnectionString, string Server, TimeSpan Timeout, string Table, string MetadataTable, string MigrationsKey, TimeSpan CleanupInterval)
{
    private const int FewestConnections = 4;

    /// <exception cref="DaprConfigurationException">A field is missing, wrong or not known.</exception>
    public static PostgreSqlSettings Read(ComponentContext context)
    {
        var metadata = context.Metadata;
        StateMetadata.ReadCommon(metadata);
        var isFirstVersion = context.Definition.Version == "v1";
        var prefix = isFirstVersion ? "" : ReadIdentifier("tablePrefix", "", context);
        var table = isFirstVersion ? ReadIdentifier("tableName", "state", context) : prefix + "state";
        var timeout = metadata.Duration(TimeSpan.FromSeconds(20), "timeout", "timeoutInSeconds");
        if (timeout < TimeSpan.FromSeconds(1))
            throw context.Definition.Error("metadata field 'timeout' is less than a second");
        metadata.Refuse(
            "useAzureAD", "azureTenantId", "azureClientId", "azureClientSecret", "useAWSIAM", "awsRegion", "awsAccessKey", "awsSecretKey", "awsSessionToken",
            "region", "accessKey", "secretKey", "sessionToken");

        var connection = ReadConnection(context, timeout);
        var settings = new PostgreSqlSettings(
            connection.ConnectionString,
            $"{connection.Host}:{connection.Port}",
            timeout,
            table,
            ReadIdentifier("metadataTableName", "dapr_metadata", context),
            isFirstVersion ? "migrations" : "migrations-state-v2-" + prefix,
            metadata.Duration(TimeSpan.FromHours(1), "cleanupInterval", "cleanupIntervalInSeconds"));
        metadata.EnsureAllRead();
        return settings;
    }

    private static NpgsqlConnectionStringBuilder ReadConnection(ComponentContext context, TimeSpan timeout)
    {
        var metadata = context.Metadata;
        var field = "connectionString";
        try
        {
            var builder = LibpqConnectionString.Parse(metadata.Optional(field, "url") ?? "");
            foreach (var (name, keyword) in (ReadOnlySpan<(string, string)>)[
                ("host", "host"), ("hostaddr", "hostaddr"), ("port", "port"), ("database", "database"), ("user", "user"), ("password", "password"),
                ("sslRootCert", "sslrootcert")])
            {
                field = name;
                if (metadata.Optional(name) is { Length: > 0 } value)
                    LibpqConnectionString.Apply(builder, keyword, value);
            }

            if (string.IsNullOrEmpty(builder.Host))
                throw context.Definition.Error("metadata field 'connectionString' is missing or names no host");

            builder.CommandTimeout = (int)timeout.TotalSeconds;
            builder.MaxAutoPrepare = PreparesStatements(context) ? 32 : 0;
            var most = metadata.Number("maxConns", 0);
            builder.MaxPoolSize = most > 0 ? most : Math.Max(FewestConnections, Environment.ProcessorCount);
            if (metadata.Duration(TimeSpan.Zero, "connectionMaxIdleTime") is { Ticks: > 0 } idle)
                builder.ConnectionIdleLifetime = (int)Math.Ceiling(idle.TotalSeconds);
            builder.Timeout = Math.Min(builder.Timeout, (int)timeout.TotalSeconds);
            return builder;
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw context.Definition.Error($"metadata field '{field}' is wrong: {error.Message}", error);
        }
    }

    /// <summary>The modes are those of daprd's driver; all but one leave nothing on the server that a proxy before it could mix up.</summary>
    private static bool PreparesStatements(ComponentContext context)
        => context.Metadata.Optional("queryExecMode") switch
        {
            null or "" or "cache_statement" => true,
            "cache_describe" or "describe_exec" or "exec" or "simple_protocol" => false,
            var mode => throw context.Definition.Error(
                $"metadata field 'queryExecMode' is '{mode}'; there are cache_statement, cache_describe, describe_exec, exec, simple_protocol"),
        };

    private static string ReadIdentifier(string field, string fallback, ComponentContext context)
    {
        var name = context.Metadata.Optional(field) is { Length: > 0 } text ? text : fallback;
        return name.Length == 0 || Identifier().IsMatch(name)
            ? name
            : throw context.Definition.Error($"metadata field '{field}' is '{name}', which is no identifier, with or without a schema");
    }

    // The name goes into SQL as it is.
    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_$]*(\.[A-Za-z_][A-Za-z0-9_$]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Identifier();
}
