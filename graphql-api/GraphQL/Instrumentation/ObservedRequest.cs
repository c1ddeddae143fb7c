using System.Diagnostics;
using System.Runtime.CompilerServices;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>A request that somebody listens to. There is none where nobody does, so that listening costs who does it.</summary>
internal sealed class ObservedRequest(
    Schema schema,
    OperationRequest request,
    ExecutionDiagnosticEventListener[] listeners,
    CancellationToken aborted) : IRequestContext
{
    private readonly bool _resolvesFields = Array.Exists(listeners, listener => listener.EnableResolveFieldValue);
    private readonly Dictionary<FieldBatch, IDisposable> _fields = [];
    private Dictionary<string, object?>? _data;

    public Schema Schema => schema;
    public OperationRequest Request => request;
    public IServiceProvider Services => request.Services;
    public CancellationToken RequestAborted => aborted;
    public DocumentNode? Document { get; set; }
    public OperationDefinitionNode? Operation { get; set; }
    public OperationResult? Result { get; set; }
    public Exception? Exception { get; set; }
    public IDictionary<string, object?> ContextData => _data ??= [];

    public IDisposable Execute() => Scopes.Begin(listeners, this, static (listener, request) => listener.ExecuteRequest(request));

    public IDisposable Parse() => Scopes.Begin(listeners, this, static (listener, request) => listener.ParseDocument(request));

    public IDisposable Validate() => Scopes.Begin(listeners, this, static (listener, request) => listener.ValidateDocument(request));

    public IDisposable CoerceVariables() => Scopes.Begin(listeners, this, static (listener, request) => listener.CoerceVariables(request));

    public IDisposable Compile() => Scopes.Begin(listeners, this, static (listener, request) => listener.CompileOperation(request));

    public IDisposable ExecuteOperation() => Scopes.Begin(listeners, this, static (listener, request) => listener.ExecuteOperation(request));

    public IDisposable OnEvent() => Scopes.Begin(listeners, this, static (listener, request) => listener.OnSubscriptionEvent(request));

    /// <summary>The responses of a subscription, which is open as long as they are read.</summary>
    public async IAsyncEnumerable<SingleResult> SubscribeAsync(
        IAsyncEnumerable<SingleResult> responses,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var scope = Scopes.Begin(listeners, this, static (listener, request) => listener.ExecuteSubscription(request));
        await foreach (var response in responses.WithCancellation(cancellationToken).ConfigureAwait(false)) yield return response;
    }

    public void OnFailed(Exception exception)
    {
        Exception = exception;
        foreach (var listener in listeners) listener.RequestError(this, exception);
    }

    public void OnFieldFailed(Exception exception, IReadOnlyList<GraphQLError> errors)
    {
        foreach (var listener in listeners)
        {
            foreach (var error in errors) listener.ResolverError(this, error);
            if (exception is not GraphQLException) listener.RequestError(this, exception);
        }
    }

    public void OnSyntaxError(GraphQLError error)
    {
        foreach (var listener in listeners) listener.SyntaxError(this, error);
    }

    public void OnInvalid(IReadOnlyList<GraphQLError> errors)
    {
        foreach (var listener in listeners) listener.ValidationErrors(this, errors);
    }

    public void OnCost(double fields, double types)
    {
        foreach (var listener in listeners) listener.OperationCost(this, fields, types);
    }

    public void OnDocument(bool isCached)
    {
        foreach (var listener in listeners)
        {
            if (isCached) listener.RetrievedDocumentFromCache(this);
            else listener.AddedDocumentToCache(this);
        }
    }

    /// <summary>
    /// Has a field's resolver called as part of the activity that a listener may start for it. Afterwards the activity around is the current
    /// one again: the next field is no part of this one, though this one may not have ended.
    /// </summary>
    public void Resolve(FieldBatch batch, FieldResolver resolve)
    {
        if (!_resolvesFields)
        {
            resolve(batch);
            return;
        }

        var around = Activity.Current;
        var scope = Scopes.Begin(Array.FindAll(listeners, listener => listener.EnableResolveFieldValue), batch, static (listener, field) => listener.ResolveFieldValue(field));
        lock (_fields) _fields.Add(batch, scope);
        try
        {
            resolve(batch);
        }
        finally
        {
            Activity.Current = around;
        }
    }

    /// <summary>All values of a field have come.</summary>
    public void OnResolved(FieldBatch batch)
    {
        IDisposable? scope;
        lock (_fields) _fields.Remove(batch, out scope);
        scope?.Dispose();
    }
}
