using System.Diagnostics;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>
/// Makes activities and measurements of what happens to requests, named as OpenTelemetry's semantic conventions for GraphQL servers have it
/// (https://opentelemetry.io/docs/specs/semconv/graphql/graphql-spans/).
/// </summary>
internal sealed class ActivityExecutionListener(InstrumentationOptions options) : ExecutionDiagnosticEventListener
{
    private const string ActivityKey = "MusicGraph.GraphQL.Activity";

    public override bool EnableResolveFieldValue => Has(ActivityScopes.ResolveFieldValue);

    public override IDisposable ExecuteRequest(IRequestContext context)
    {
        var activity = Start(ActivityScopes.ExecuteRequest, "GraphQL Operation", ActivityKind.Server);
        if (activity is null && !GraphQLTelemetry.RequestDuration.Enabled) return EmptyScope;
        if (activity is not null) context.ContextData[ActivityKey] = activity;
        return new EndingScope<(IRequestContext Context, Activity? Activity, long Started)>((context, activity, Stopwatch.GetTimestamp()), End);
    }

    public override void RequestError(IRequestContext context, Exception exception)
    {
        if (!context.ContextData.TryGetValue(ActivityKey, out var found) || found is not Activity activity) return;
        activity.AddException(exception);
        activity.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
    }

    public override void SyntaxError(IRequestContext context, GraphQLError error) => SetFailed(context, error);

    public override void ValidationErrors(IRequestContext context, IReadOnlyList<GraphQLError> errors) => SetFailed(context, errors[0]);

    public override void OperationCost(IRequestContext context, double fieldCost, double typeCost)
    {
        if (!context.ContextData.TryGetValue(ActivityKey, out var found) || found is not Activity activity) return;
        activity.SetTag("graphql.operation.cost.field", fieldCost);
        activity.SetTag("graphql.operation.cost.type", typeCost);
    }

    public override IDisposable ParseDocument(IRequestContext context) => Begin(ActivityScopes.ParseDocument, "GraphQL Document Parsing");

    public override IDisposable ValidateDocument(IRequestContext context) => Begin(ActivityScopes.ValidateDocument, "GraphQL Document Validation");

    public override IDisposable CoerceVariables(IRequestContext context) => Begin(ActivityScopes.CoerceVariables, "GraphQL Variable Coercion");

    public override IDisposable CompileOperation(IRequestContext context) => Begin(ActivityScopes.CompileOperation, "GraphQL Operation Planning");

    public override IDisposable ExecuteOperation(IRequestContext context) => Begin(ActivityScopes.ExecuteOperation, "GraphQL Operation Execution");

    public override IDisposable ResolveFieldValue(FieldBatch context)
    {
        var field = context.Field.Definition;
        var activity = Start(ActivityScopes.ResolveFieldValue, $"{field.DeclaringType.Name}.{field.Name}");
        if (activity is null) return EmptyScope;
        activity.SetTag("graphql.selection.field.name", field.Name);
        activity.SetTag("graphql.selection.field.parent_type", field.DeclaringType.Name);
        activity.SetTag("graphql.selection.name", context.Field.ResponseName);
        activity.SetTag("graphql.selection.parents", context.Count);
        return activity;
    }

    public override IDisposable ExecuteSubscription(IRequestContext subscription)
    {
        if (!GraphQLTelemetry.Subscriptions.Enabled) return EmptyScope;
        GraphQLTelemetry.Subscriptions.Add(1);
        return new EndingScope<int>(1, static count => GraphQLTelemetry.Subscriptions.Add(-count));
    }

    public override IDisposable OnSubscriptionEvent(IRequestContext context)
    {
        var activity = Start(ActivityScopes.SubscriptionEvent, "GraphQL Subscription Event");
        if (activity is null) return EmptyScope;
        SetOperation(activity, context.Operation);
        return activity;
    }

    private void End((IRequestContext Context, Activity? Activity, long Started) request)
    {
        var (context, activity, started) = request;
        var type = TypeOf(context.Operation);
        var error = context.Exception is { } exception ? exception.GetType().FullName : (context.Result as SingleResult)?.Error switch
        {
            null or RequestErrorKind.None => null,
            { } kind => kind.ToString(),
        };
        if (GraphQLTelemetry.RequestDuration.Enabled)
        {
            var tags = new TagList { { "graphql.operation.type", type } };
            if (error is not null) tags.Add("error.type", error);
            GraphQLTelemetry.RequestDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, tags);
        }

        if (activity is null) return;
        SetOperation(activity, context.Operation);
        if (options.IncludeDocument && context.Document is { } document) activity.SetTag("graphql.document", SyntaxPrinter.Print(document));
        if (error is not null)
        {
            activity.SetTag("error.type", error);
            if (activity.Status == ActivityStatusCode.Unset) activity.SetStatus(ActivityStatusCode.Error);
        }

        activity.Dispose();
    }

    /// <summary>The span's name is low in cardinality: the operation's type and, where the client names it, its name.</summary>
    private static void SetOperation(Activity activity, OperationDefinitionNode? operation)
    {
        if (operation is null) return;
        var type = TypeOf(operation);
        activity.DisplayName = operation.Name is { } name ? $"{type} {name}" : type!;
        activity.SetTag("graphql.operation.type", type);
        if (operation.Name is not null) activity.SetTag("graphql.operation.name", operation.Name);
    }

    private static string? TypeOf(OperationDefinitionNode? operation) => operation?.Operation switch
    {
        null => null,
        OperationType.Mutation => "mutation",
        OperationType.Subscription => "subscription",
        _ => "query",
    };

    private static void SetFailed(IRequestContext context, GraphQLError error)
    {
        if (context.ContextData.TryGetValue(ActivityKey, out var found) && found is Activity activity)
            activity.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    private IDisposable Begin(ActivityScopes scope, string name) => Start(scope, name) ?? EmptyScope;

    private Activity? Start(ActivityScopes scope, string name, ActivityKind kind = ActivityKind.Internal) =>
        Has(scope) ? GraphQLTelemetry.Source.StartActivity(name, kind) : null;

    private bool Has(ActivityScopes scope) => (options.Scopes & scope) != 0;
}
