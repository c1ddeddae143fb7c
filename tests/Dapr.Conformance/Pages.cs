namespace MusicGraph.Dapr.Conformance;

/// <summary>The pages and files that expectations are taken from. Paths of dapr/docs are below <c>daprdocs/content/en</c>.</summary>
internal static class Pages
{
    public const string StateApi = "dapr/docs reference/api/state_api.md";
    public const string StateTtl = "dapr/docs developing-applications/building-blocks/state-management/state-store-ttl.md";
    public const string ShareState = "dapr/docs developing-applications/building-blocks/state-management/howto-share-state.md";
    public const string Outbox = "dapr/docs developing-applications/building-blocks/state-management/howto-outbox.md";
    public const string InvokeHowTo = "dapr/docs developing-applications/building-blocks/service-invocation/howto-invoke-discover-services.md";
    public const string PubSubApi = "dapr/docs reference/api/pubsub_api.md";
    public const string CloudEvents = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-cloudevents.md";
    public const string RawPayload = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-raw.md";
    public const string Scopes = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-scopes.md";
    public const string DeadLetters = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-deadletter.md";
    public const string Routing = "dapr/docs developing-applications/building-blocks/pubsub/howto-route-messages.md";
    public const string Bulk = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-bulk.md";
    public const string MessageTtl = "dapr/docs developing-applications/building-blocks/pubsub/pubsub-message-ttl.md";
    public const string Subscriptions = "dapr/docs developing-applications/building-blocks/pubsub/subscription-methods.md";
    public const string InvokeApi = "dapr/docs reference/api/service_invocation_api.md";
    public const string BindingsApi = "dapr/docs reference/api/bindings_api.md";
    public const string LocalStorage = "dapr/docs reference/components-reference/supported-bindings/localstorage.md";
    public const string Cron = "dapr/docs reference/components-reference/supported-bindings/cron.md";
    public const string SecretsApi = "dapr/docs reference/api/secrets_api.md";
    public const string LocalFile = "dapr/docs reference/components-reference/supported-secret-stores/file-secret-store.md";
    public const string ConfigurationApi = "dapr/docs reference/api/configuration_api.md";
    public const string LockApi = "dapr/docs reference/api/distributed_lock_api.md";
    public const string HealthApi = "dapr/docs reference/api/health_api.md";
    public const string MetadataApi = "dapr/docs reference/api/metadata_api.md";
    public const string ApiToken = "dapr/docs operations/security/api-token.md";
    public const string AppToken = "dapr/docs operations/security/app-api-token.md";
    public const string TraceContext = "dapr/docs operations/observability/tracing/w3c-tracing-overview.md";
    public const string ErrorCodes = "dapr/docs developing-applications/error-codes/error-codes-reference.md";
    public const string Errors = "dapr/docs developing-applications/error-codes/errors-overview.md";
    public const string ComponentScopes = "dapr/docs operations/components/component-scopes.md";

    public const string HttpApi = "dapr/dapr pkg/api/http/http.go";
    public const string DirectMessaging = "dapr/dapr pkg/api/http/directmessaging.go";
    public const string SubscriptionStore = "dapr/dapr pkg/runtime/compstore/subscriptions.go";
    public const string Messages = "dapr/dapr pkg/messages/predefined.go";
    public const string StateErrors = "dapr/dapr pkg/api/errors/state.go";
    public const string PubSubErrors = "dapr/dapr pkg/api/errors/pubsub.go";
    public const string KeyPrefixes = "dapr/dapr pkg/components/state/state_config.go";
    public const string Envelope = "dapr/components-contrib pubsub/envelope.go";
    public const string ETagError = "dapr/components-contrib state/errors.go";
    public const string LocalFileStore = "dapr/components-contrib secretstores/local/file/filestore.go";
    public const string ErrorJson = "dapr/kit errors/errors.go";
    public const string StateErrorTests = "dapr/dapr tests/integration/suite/daprd/state/http/errors.go";
    public const string PubSubErrorTests = "dapr/dapr tests/integration/suite/daprd/pubsub/http/errors.go";
    public const string SdkSubscriptions = "dapr/dotnet-sdk src/Dapr.AspNetCore/DaprEndpointRouteBuilderExtensions.cs";
}
