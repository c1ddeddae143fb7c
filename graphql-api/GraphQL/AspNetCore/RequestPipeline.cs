using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Http;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.Execution;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>Hands a parsed request to the executor, after the app's hook for HTTP requests, if it has one.</summary>
internal sealed class RequestPipeline(RequestExecutor executor, IHttpRequestInterceptor? interceptor)
{
    public static readonly Predicate<OperationType> All = _ => true;
    public static readonly Predicate<OperationType> NoSubscriptions = operation => operation != OperationType.Subscription;
    public static readonly Predicate<OperationType> NoMutations = operation => operation != OperationType.Mutation;
    public static readonly Predicate<OperationType> QueriesOnly = operation => operation == OperationType.Query;

    public RequestExecutor Executor { get; } = executor;

    /// <param name="services">Those of the operation; they outlive its result.</param>
    public ValueTask<OperationResult> ExecuteAsync(
        HttpContext context,
        in RequestParameters parameters,
        Predicate<OperationType> allows,
        IServiceProvider services,
        CancellationToken cancellationToken) =>
        interceptor is null
            ? ExecuteAsync(parameters, allows, services, context.User, null, false, false, CostModeOf(context), cancellationToken)
            : InterceptAsync(interceptor, context, parameters, allows, services, cancellationToken);

    /// <summary>Executes an operation as an interceptor wants it.</summary>
    public ValueTask<OperationResult> ExecuteAsync(
        in RequestParameters parameters,
        Predicate<OperationType> allows,
        IServiceProvider services,
        OperationRequestBuilder wish,
        CancellationToken cancellationToken) =>
        ExecuteAsync(parameters, allows, services, wish.User, wish.GlobalState, wish.AllowsNonPersisted, wish.AllowsIntrospection, wish.CostMode, cancellationToken);

    private ValueTask<OperationResult> ExecuteAsync(
        in RequestParameters parameters,
        Predicate<OperationType> allows,
        IServiceProvider services,
        ClaimsPrincipal user,
        IReadOnlyDictionary<string, object?>? globalState,
        bool allowsNonPersisted,
        bool allowsIntrospection,
        CostMode costMode,
        CancellationToken cancellationToken)
    {
        var request = new OperationRequest
        {
            Query = parameters.Query,
            IsQueryEscaped = parameters.IsQueryEscaped,
            IsQueryId = parameters.IsQueryId,
            DocumentId = FindDocumentId(parameters),
            AllowsNonPersisted = allowsNonPersisted,
            OperationName = parameters.OperationName,
            Variables = parameters.Variables,
            Files = parameters.Files,
            Services = services,
            User = user,
            GlobalState = globalState,
            AllowsIntrospection = allowsIntrospection,
            CostMode = costMode,
            IncrementalFormat = parameters.IncrementalFormat,
            Allows = allows,
        };
        return Executor.ExecuteAsync(request, cancellationToken);
    }

    private async ValueTask<OperationResult> InterceptAsync(
        IHttpRequestInterceptor hook,
        HttpContext context,
        RequestParameters parameters,
        Predicate<OperationType> allows,
        IServiceProvider services,
        CancellationToken cancellationToken)
    {
        var builder = new OperationRequestBuilder(context.User) { CostMode = CostModeOf(context) };
        await hook.OnCreateAsync(context, Executor, builder, cancellationToken);
        return await ExecuteAsync(parameters, allows, services, builder, cancellationToken);
    }

    /// <summary>What the header <c>GraphQL-Cost</c> asks for.</summary>
    private CostMode CostModeOf(HttpContext context)
    {
        if (Executor.Options.Cost is null || !context.Request.Headers.TryGetValue("GraphQL-Cost", out var mode)) return CostMode.None;
        if (string.Equals(mode, "report", StringComparison.OrdinalIgnoreCase)) return CostMode.Report;
        return string.Equals(mode, "validate", StringComparison.OrdinalIgnoreCase) ? CostMode.Validate : CostMode.None;
    }

    /// <summary>The id for a document that the client wants to have stored.</summary>
    private string? FindDocumentId(in RequestParameters parameters)
    {
        if (parameters.IsQueryId || parameters.Extensions.IsEmpty || !Executor.Options.PersistedOperations.IsAutomatic) return null;
        var hash = PersistedQueryExtension.FindHash(parameters.Extensions, out var error);
        if (error is not null) throw new GraphQLException(error);
        return hash.IsEmpty ? null : Encoding.UTF8.GetString(hash.Span);
    }
}
