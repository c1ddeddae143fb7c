using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.NameResolution;
using MusicGraph.Dapr.Runtime.PubSub.RabbitMq;
using MusicGraph.Dapr.Runtime.Redis;
using MusicGraph.Dapr.Runtime.Tests.Support;

namespace MusicGraph.Dapr.Runtime.Tests.Components;

/// <summary>
/// The metadata fields of every component that Dapr has too: those of its page (docs.dapr.io, <c>reference/components-reference</c>) and of its
/// <c>metadata.yaml</c> and source (dapr/components-contrib). One that Dapr knows is read or refused as not supported, never called unknown.
/// </summary>
public sealed class MetadataFieldsTests : IDisposable
{
    private const string Redis =
        "redisHost=localhost:1 redisPort=1 redisPassword=x redisUsername=default enableTLS=true clientCert= clientKey= failover=false sentinelMasterName=m "
        + "sentinelUsername=u sentinelPassword=p redisType=node redisDB=1 redisMaxRetries=-1 redisMinRetryInterval=-1 redisMaxRetryInterval=5s dialTimeout=5s "
        + "readTimeout=-1 writeTimeout=3s poolSize=20 poolTimeout=5s maxConnAge=30m minIdleConns=2 idleCheckFrequency=-1 idleTimeout=10m useEntraID=false";

    private const string Azure =
        "azureTenantId=t azureClientId=c azureClientSecret=s azureCertificate= azureCertificateFile= azureCertificatePassword= azureEnvironment=AzurePublicCloud "
        + "azureAuthMethods=mi spnTenantId=t spnClientId=c spnClientSecret=s azureDisableInstanceDiscovery=true";

    private const string PostgreSql =
        "connectionString=host=localhost url=host=localhost timeout=20 timeoutInSeconds=20 metadataTableName=m cleanupInterval=-1 cleanupIntervalInSeconds=1800 "
        + "maxConns=4 connectionMaxIdleTime=5m queryExecMode=simple_protocol actorStateStore=true useAzureAD=false useAWSIAM=false";

    private readonly TestFolder _folder = new();

    [Theory]
    [InlineData("state.in-memory", "v1", "", "actorStateStore=true keyPrefix=none")]
    [InlineData("state.sqlite", "v1", "connectionString=a.db", "url=b.db timeout=20s timeoutInSeconds=20 busyTimeout=2s disableWAL=true tableName=t metadataTableName=m cleanupInterval=-1 cleanupIntervalInSeconds=1800 actorStateStore=on")]
    [InlineData("state.postgresql", "v1", "connectionString=host=localhost", PostgreSql + " tableName=public.t host=h hostaddr=127.0.0.1 port=1 database=d user=u password=p sslRootCert=f")]
    [InlineData("state.postgresql", "v2", "connectionString=host=localhost", PostgreSql + " tablePrefix=public.p_")]
    [InlineData("state.redis", "v1", "redisHost=localhost:1", Redis + " maxRetries=3 maxRetryBackoff=3000000000 redeliverInterval=30s processingTimeout=30s ttlInSeconds=600 actorStateStore=true")]
    [InlineData("state.azure.cosmosdb", "v1", "url=http://localhost:1/ masterKey=a2V5 database=d collection=c", Azure + " contenttype=application/json actorStateStore=true")]
    [InlineData("pubsub.in-memory", "v1", "", "consumerID=c publishingScopes=a=t subscriptionScopes=a=t allowedTopics=t protectedTopics=t")]
    [InlineData("pubsub.redis", "v1", "redisHost=localhost:1", Redis + " consumerID=c redeliverInterval=5000 processingTimeout=60s queueDepth=1000 concurrency=15 maxLenApprox=10000 streamTTL=720h ackOnError=false")]
    [InlineData("pubsub.rabbitmq", "v1", "connectionString=amqp://localhost:1", "host=amqp://localhost:1 protocol=amqp hostname=h username=u password=p consumerID=c durable=false deletedWhenUnused=no autoAck=false deliveryMode=2 requeueInFailure=yes prefetchCount=2 reconnectWait=0 reconnectWaitSeconds=10s concurrency=single concurrencyMode=single publisherConfirm=t enableDeadLetter=1 maxLen=1000 maxLenBytes=1048576 exchangeKind=topic saslExternal=false caCert= clientCert= clientKey= ttlInSeconds=60 clientName=c heartBeat=10s publishMessagePropertiesToMetadata=false")]
    [InlineData("bindings.cron", "v1", "schedule=@daily", "direction=input route=/x")]
    [InlineData("bindings.localstorage", "v1", "rootPath=files", "direction=output fromTemp=false")]
    [InlineData("bindings.azure.blobstorage", "v1", "accountName=a accountKey=a2V5 containerName=c endpoint=http://localhost:1", Azure + " direction=output storageAccount=a storageAccessKey=a2V5 container=c decodeBase64=true getBlobRetryCount=10 retryCount=3 publicAccessLevel=none disableEntityManagement=true")]
    [InlineData("configuration.redis", "v1", "redisHost=localhost:1", Redis)]
    [InlineData("lock.redis", "v1", "redisHost=localhost:1", Redis + " maxRetries=3 maxRetryBackoff=-1 redeliverInterval=15s processingTimeout=60s keyPrefix=none")]
    [InlineData("secretstores.local.env", "v1", "", "prefix=MYAPP_")]
    [InlineData("secretstores.local.file", "v1", "secretsFile=secrets.json", "nestedSeparator=/ multiValued=true")]
    [InlineData("nameresolution.sqlite", "v1", "connectionString=a.db", "updateInterval=5s timeout=1 timeoutInSeconds=1 tableName=t metadataTableName=m cleanupInterval=10m busyTimeout=100ms disableWAL=true")]
    [InlineData("nameresolution.structuredformat", "v1", "structuredType=yamlString stringValue={\"appInstances\":{}}", "filePath=f")]
    public async Task AFieldOfDaprs_IsTaken(string type, string version, string needed, string others)
    {
        _folder.Write("secrets.json", "{}");
        foreach (var field in others.Split(' '))
            Assert.Null(await OpenAsync(type, version, $"{needed} {field}"));
    }

    [Theory]
    [InlineData("state.redis", "redisHost=localhost:1", "failover=true useEntraID=true useAzureAD=yes azureClientId=c useOIDC=true insecureSkipTLSVerify=true queryIndexes=[]")]
    [InlineData("pubsub.redis", "redisHost=localhost:1", "ackOnError=true")]
    [InlineData("state.postgresql", "connectionString=host=localhost", "useAzureAD=true azureClientId=c useAWSIAM=1 awsRegion=r awsAccessKey=k awsSecretKey=s")]
    [InlineData("pubsub.rabbitmq", "connectionString=amqp://localhost:1", "saslExternal=true caCert=c clientCert=c clientKey=k exchangeDeclareMode=passive publishMessagePropertiesToMetadata=true")]
    [InlineData("bindings.localstorage", "rootPath=files", "fromTemp=true")]
    [InlineData("bindings.azure.blobstorage", "accountName=a accountKey=a2V5 containerName=c", "prefix=p queueEndpointUrl=u")]
    public async Task AFieldOfDaprsThatIsNotSupported_IsRefusedByName(string type, string needed, string fields)
    {
        foreach (var field in fields.Split(' '))
        {
            Assert.Equal(
                $"test.yaml: component test ({type}): metadata field '{field.Split('=')[0]}' is not supported",
                (await OpenAsync(type, "v1", $"{needed} {field}"))?.Message);
        }
    }

    [Theory]
    [InlineData("state.sqlite", "connectionString=a.db", "timeout=100ms", "metadata field 'timeout' is less than a second")]
    [InlineData("state.postgresql", "connectionString=host=localhost", "queryExecMode=fast", "metadata field 'queryExecMode' is 'fast'; there are cache_statement, ")]
    [InlineData("pubsub.rabbitmq", "connectionString=amqp://localhost:1", "protocol=amqps", "metadata field 'protocol' is 'amqps', but that of 'connectionString' is 'amqp'")]
    [InlineData("pubsub.rabbitmq", "connectionString=amqp://localhost:1", "concurrencyMode=many", "metadata field 'concurrencyMode' is 'many'; there are parallel, single")]
    [InlineData("pubsub.rabbitmq", "connectionString=amqp://localhost:1", "durable=perhaps", "metadata field 'durable' is 'perhaps', which is neither true nor false")]
    [InlineData("pubsub.rabbitmq", "connectionString=amqp://localhost:1", "reconnectWaitSeconds=soon", "metadata field 'reconnectWaitSeconds' is 'soon', which is no duration")]
    [InlineData("state.redis", "redisHost=localhost:1", "readTimeout=soon", "metadata field 'readTimeout' is 'soon', which is no duration")]
    [InlineData("nameresolution.sqlite", "connectionString=a.db", "timeout=5s", "metadata field 'updateInterval' must be at least a second more than 'timeout'")]
    public async Task AWrongValue_IsToldWithItsField(string type, string needed, string field, string expected)
        => Assert.StartsWith($"test.yaml: component test ({type}): {expected}", (await OpenAsync(type, "v1", $"{needed} {field}"))?.Message, StringComparison.Ordinal);

    [Fact]
    public void RabbitMq_HasTheDefaultsOfDaprsSource()
    {
        var settings = RabbitMqSettings.Read(Context("pubsub.rabbitmq", "v1", "connectionString=amqp://me:mine@localhost username=you password=yours"));

        Assert.Equal((true, true, false, false), (settings.Durable, settings.DeletedWhenUnused, settings.AutoAck, settings.PublisherConfirm));
        Assert.Equal(("fanout", false, TimeSpan.FromSeconds(3)), (settings.ExchangeKind, settings.IsSingle, settings.ReconnectWait));
        Assert.Equal(("me", "mine"), (settings.Factory.UserName, settings.Factory.Password)); // The connection string goes before the other fields.
    }

    [Theory]
    [InlineData("", 3000)]
    [InlineData("readTimeout=1500", 1500)]
    [InlineData("readTimeout=2s", 2000)]
    [InlineData("readTimeout=0", 3000)]
    [InlineData("readTimeout=-1", -1)]
    public void Redis_DurationsWithoutAUnit_AreMilliseconds(string field, int milliseconds)
        => Assert.Equal(milliseconds, RedisSettings.Read(Context("state.redis", "v1", "redisHost=localhost " + field)).CommandTimeout.TotalMilliseconds);

    [Theory]
    [InlineData("", 8, 2000)]
    [InlineData("redisMinRetryInterval=20 redisMaxRetryInterval=1s", 20, 1000)]
    [InlineData("redisMinRetryInterval=-1 maxRetryBackoff=3000000000", 0, 3000)]
    [InlineData("redisMaxRetryInterval=-1 maxRetryBackoff=3000000000", 8, 0)]
    [InlineData("maxRetryBackoff=-1", 8, 0)]
    public void Redis_Pauses_AreThoseOfTheFields(string fields, int shortest, int longest)
    {
        var settings = RedisSettings.Read(Context("state.redis", "v1", "redisHost=localhost " + fields));

        Assert.Equal((shortest, longest), (settings.MinRetryInterval.TotalMilliseconds, settings.MaxRetryInterval.TotalMilliseconds));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>What opening fails with because of the fields; null where they are right. No server is asked.</summary>
    private async Task<DaprConfigurationException?> OpenAsync(string type, string version, string fields)
    {
        var context = Context(type, version, fields);
        try
        {
            await using IAsyncDisposable open = type.StartsWith("nameresolution.", StringComparison.Ordinal)
                ? NameResolvers.Open(context, new SidecarAddress("app", "default", "127.0.0.1:1"))
                : await ComponentRegistry.OpenAsync(context, new CancellationToken(canceled: true));
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (DaprConfigurationException error)
        {
            return error.Message.Contains("cannot be reached", StringComparison.Ordinal) ? null : error;
        }
    }

    /// <param name="fields">As <c>name=value</c>, separated by spaces; of two values for one field the last counts.</param>
    private ComponentContext Context(string type, string version, string fields)
    {
        var byName = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            byName[field[..field.IndexOf('=', StringComparison.Ordinal)]] = field[(field.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return ComponentContexts.Create(type, version, _folder.Path, TimeProvider.System, [.. byName.Select(field => (field.Key, field.Value))]);
    }
}
