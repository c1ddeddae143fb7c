using MusicGraph.GraphQL.Execution;

namespace MusicGraph.GraphQL.Instrumentation;

/// <summary>
/// Is told what happens to requests; added by <c>AddDiagnosticEventListener&lt;T&gt;()</c>. Its methods are called by the request that they tell
/// of, which goes on when they have returned; a scope is disposed of when what it tells of has ended. Names are those of HotChocolate.
/// </summary>
public abstract class ExecutionDiagnosticEventListener
{
    /// <summary>Whether <see cref="ResolveFieldValue"/> is called.</summary>
    public virtual bool EnableResolveFieldValue => false;

    /// <summary>A scope for methods that do not want to know of the end.</summary>
    protected static IDisposable EmptyScope => Instrumentation.EmptyScope.Instance;

    /// <summary>A request is executed; a subscription's ends with its stream being opened.</summary>
    public virtual IDisposable ExecuteRequest(IRequestContext context) => EmptyScope;

    /// <summary>A request, or a field of it, has met with an exception that nobody expected.</summary>
    public virtual void RequestError(IRequestContext context, Exception exception) { }

    /// <summary>A document is parsed; those that are cached are not.</summary>
    public virtual IDisposable ParseDocument(IRequestContext context) => EmptyScope;

    /// <summary>A document does not parse.</summary>
    public virtual void SyntaxError(IRequestContext context, GraphQLError error) { }

    /// <summary>A document is validated; those that are cached are not.</summary>
    public virtual IDisposable ValidateDocument(IRequestContext context) => EmptyScope;

    /// <summary>A document is not valid, cached or not.</summary>
    public virtual void ValidationErrors(IRequestContext context, IReadOnlyList<GraphQLError> errors) { }

    /// <summary>The variables are coerced.</summary>
    public virtual IDisposable CoerceVariables(IRequestContext context) => EmptyScope;

    /// <summary>The plan of an operation is looked up, or compiled where there is none.</summary>
    public virtual IDisposable CompileOperation(IRequestContext context) => EmptyScope;

    /// <summary>What an operation costs, where that is looked at.</summary>
    public virtual void OperationCost(IRequestContext context, double fieldCost, double typeCost) { }

    /// <summary>A query or mutation is executed.</summary>
    public virtual IDisposable ExecuteOperation(IRequestContext context) => EmptyScope;

    /// <summary>
    /// A field is resolved for a batch of parents; fields that are only read from their parent are not told of. Called where
    /// <see cref="EnableResolveFieldValue"/> says so.
    /// </summary>
    public virtual IDisposable ResolveFieldValue(FieldBatch context) => EmptyScope;

    /// <summary>A field has an error.</summary>
    public virtual void ResolverError(IRequestContext context, GraphQLError error) { }

    /// <summary>A subscription is open.</summary>
    public virtual IDisposable ExecuteSubscription(IRequestContext subscription) => EmptyScope;

    /// <summary>A response is made for an event of a subscription.</summary>
    public virtual IDisposable OnSubscriptionEvent(IRequestContext context) => EmptyScope;

    public virtual void AddedDocumentToCache(IRequestContext context) { }

    public virtual void RetrievedDocumentFromCache(IRequestContext context) { }
}
