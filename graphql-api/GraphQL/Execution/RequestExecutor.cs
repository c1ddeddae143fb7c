using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MusicGraph.GraphQL.CostAnalysis;
using MusicGraph.GraphQL.DataLoader;
using MusicGraph.GraphQL.Execution.Incremental;
using MusicGraph.GraphQL.Execution.Planning;
using MusicGraph.GraphQL.Instrumentation;
using MusicGraph.GraphQL.Language;
using MusicGraph.GraphQL.PersistedOperations;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Execution;

/// <summary>Executes requests against a schema: parses, validates and plans each document once, then runs the plan.</summary>
/// <param name="persisted">The documents that clients may ask for by id; null for none.</param>
/// <param name="hash">How their ids follow from their texts; hexadecimal SHA-256 where null.</param>
/// <param name="listeners">Who is told what happens to requests.</param>
public sealed class RequestExecutor(
    Schema schema,
    RequestExecutorOptions options,
    ILogger<RequestExecutor>? logger = null,
    IOperationDocumentStorage? persisted = null,
    IDocumentHashProvider? hash = null,
    IEnumerable<ExecutionDiagnosticEventListener>? listeners = null)
{
    private static readonly object Root = new();

    private readonly ExecutionDiagnosticEventListener[] _listeners = [.. listeners ?? []];

    private readonly DocumentSource _documents = new(schema, options, persisted, hash ?? new Sha256DocumentHashProvider(HashFormat.Hex));
    private readonly ErrorHandler _errorHandler = new(options, logger ?? NullLogger<RequestExecutor>.Instance);

    public Schema Schema { get; } = schema;
    public RequestExecutorOptions Options { get; } = options;

    /// <summary>Never throws for what a client did: that is an error in the result.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public ValueTask<OperationResult> ExecuteAsync(OperationRequest request, CancellationToken cancellationToken = default) =>
        _listeners.Length == 0 ? ExecuteUnobservedAsync(request, cancellationToken) : ExecuteObservedAsync(request, cancellationToken);

    private async ValueTask<OperationResult> ExecuteObservedAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        var observed = new ObservedRequest(Schema, request, _listeners, cancellationToken);
        request.Observed = observed;
        using var scope = observed.Execute();
        try
        {
            return observed.Result = await ExecuteUnobservedAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            // The client has gone, which is no fault.
            observed.Exception = exception;
            throw;
        }
        catch (Exception exception)
        {
            observed.OnFailed(exception);
            throw;
        }
    }

    private ValueTask<OperationResult> ExecuteUnobservedAsync(OperationRequest request, CancellationToken cancellationToken) =>
        _documents.IsPlain(request) ? ExecuteAsync(request, null, cancellationToken) : ExecutePersistedAsync(request, cancellationToken);

    /// <summary>What a client is told of an exception that a transport has caught; one that is masked is logged here.</summary>
    internal IReadOnlyList<GraphQLError> Mask(Exception exception) => _errorHandler.Handle(exception);

    private async ValueTask<OperationResult> ExecutePersistedAsync(OperationRequest request, CancellationToken cancellationToken)
    {
        CompiledDocument document;
        try
        {
            document = await _documents.GetPersistedAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (GraphQLSyntaxException e)
        {
            request.Observed?.OnSyntaxError(e.ToError());
            return ErrorResult([e.ToError()]);
        }
        catch (GraphQLException e)
        {
            return ErrorResult(e.Errors);
        }

        return await ExecuteAsync(request, document, cancellationToken).ConfigureAwait(false);
    }

    /// <param name="known">The document where it is not to be looked up by its text.</param>
    private ValueTask<OperationResult> ExecuteAsync(OperationRequest request, CompiledDocument? known, CancellationToken cancellationToken)
    {
        CompiledDocument document;
        CompiledOperation operation;
        SelectionPlan plan;
        VariableValues variables;
        var observed = request.Observed;
        try
        {
            document = known ?? _documents.Get(request);
            if (document.Errors.Count > 0)
            {
                observed?.OnInvalid(document.Errors);
                return new(ErrorResult(document.Errors));
            }

            if (document.IntrospectionErrors.Count > 0 && !request.AllowsIntrospection) return new(ErrorResult(document.IntrospectionErrors));
            operation = document.GetOperation(request.OperationName);
            if (observed is not null) (observed.Document, observed.Operation) = (document.Syntax, operation.Definition);
            var kind = operation.Definition.Operation;
            if (!request.Allows(kind))
            {
                return new(ErrorResult(RequestErrorKind.OperationNotAllowed, $"The transport does not allow a {kind.ToString().ToLowerInvariant()}."));
            }

            using (observed?.CoerceVariables())
            {
                variables = operation.Definition.VariableDefinitions.Count == 0
                    ? VariableValues.Empty
                    : VariableCoercion.CoerceVariableValues(Schema, operation.Definition, request.Variables, document.Syntax, request.Files);
            }

            using (observed?.Compile()) plan = operation.GetPlan(variables, MayComeInParts(request, operation));
        }
        catch (GraphQLSyntaxException e)
        {
            observed?.OnSyntaxError(e.ToError());
            return new(ErrorResult([e.ToError()]));
        }
        catch (GraphQLException e)
        {
            return new(ErrorResult(e.Errors));
        }

        var planned = new Planned(request, document, operation, plan, variables);
        if (Options.Cost is not null)
        {
            if (CheckCost(request, plan, variables) is { } answer) return new(answer);
            if (request.CostMode == CostMode.Report) return ReportAsync(planned, cancellationToken);
        }

        return RunAsync(planned, cancellationToken);
    }

    /// <summary>The answer to an operation that is not to be executed, because it costs too much or only its cost is asked for; or null.</summary>
    private SingleResult? CheckCost(OperationRequest request, SelectionPlan plan, VariableValues variables)
    {
        var limits = Options.Cost!;
        if (!limits.EnforceCostLimits && request.CostMode != CostMode.Validate) return null;
        var cost = plan.Cost!.Evaluate(variables);
        request.Observed?.OnCost(cost.Fields, cost.Types);
        if (request.CostMode == CostMode.Validate) return CostReport.Alone(cost);
        if (CostReport.Check(cost, limits) is not { } error) return null;
        var refusal = ErrorResult([error]);
        if (request.CostMode == CostMode.Report) CostReport.Add(refusal, cost);
        return refusal;
    }

    private async ValueTask<OperationResult> ReportAsync(Planned planned, CancellationToken cancellationToken)
    {
        var result = await RunAsync(planned, cancellationToken).ConfigureAwait(false);
        return CostReport.Add(result, planned.Plan.Cost!.Evaluate(planned.Variables));
    }

    private ValueTask<OperationResult> RunAsync(Planned planned, CancellationToken cancellationToken)
    {
        if (MayComeInParts(planned.Request, planned.Operation)) return ExecuteInPartsAsync(planned, cancellationToken);
        return planned.Operation.Definition.Operation == OperationType.Subscription
            ? SubscribeAsync(planned, cancellationToken)
            : ExecuteAsync(planned, cancellationToken);
    }

    private static bool MayComeInParts(OperationRequest request, CompiledOperation operation) =>
        operation.IsIncremental && request.IncrementalFormat != IncrementalFormat.None;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<OperationResult> ExecuteAsync(Planned planned, CancellationToken cancellationToken)
    {
        var (request, document, operation, plan, variables) = planned;
        var timeout = RequestTimeout.Start(Options.ExecutionTimeout, cancellationToken);
        using var scope = request.Observed?.ExecuteOperation();
        try
        {
            var context = NewContext(request, request.Services, timeout.Token);
            var isSerial = operation.Definition.Operation == OperationType.Mutation;
            return await ComposeAsync(context, document, plan, variables, Root, isSerial).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorResult([timeout.Error], RequestErrorKind.Timeout);
        }
        finally
        {
            timeout.Return();
        }
    }

    /// <summary>Executes an operation that uses <c>@defer</c> or <c>@stream</c>, which may turn out to have nothing to deliver later.</summary>
    private async ValueTask<OperationResult> ExecuteInPartsAsync(Planned planned, CancellationToken cancellationToken)
    {
        var (request, document, operation, plan, variables) = planned;
        var timeout = RequestTimeout.Start(Options.ExecutionTimeout, cancellationToken);
        var context = NewContext(request, request.Services, timeout.Token);
        var scheduler = (BatchScheduler)context.Services.GetRequiredService<IBatchScheduler>();
        using var scope = request.Observed?.ExecuteOperation();
        var execution = new IncrementalExecution(context, variables, scheduler, _errorHandler, document.Syntax, timeout, request.IncrementalFormat);
        var isStream = false;
        try
        {
            var first = await execution.StartAsync(plan, Root, operation.Definition.Operation == OperationType.Mutation).ConfigureAwait(false);
            isStream = execution.HasNext;
            return isStream ? new ResponseStream(execution.ReadAsync(first, cancellationToken), execution) : first;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ErrorResult([timeout.Error], RequestErrorKind.Timeout);
        }
        finally
        {
            if (!isStream) await execution.DisposeAsync().ConfigureAwait(false);
        }
    }

    private RequestContext NewContext(OperationRequest request, IServiceProvider services, CancellationToken aborted)
    {
        var context = new RequestContext
        {
            Services = services,
            User = request.User,
            RequestAborted = aborted,
            DefaultAuthorization = Options.DefaultAuthorization,
            Observed = request.Observed,
        };
        return request.GlobalState is { } state ? context with { GlobalState = state } : context;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SingleResult> ComposeAsync(
        RequestContext context,
        CompiledDocument document,
        SelectionPlan plan,
        VariableValues variables,
        object rootValue,
        bool isSerial = false)
    {
        var scheduler = (BatchScheduler)context.Services.GetRequiredService<IBatchScheduler>();
        var execution = new OperationExecution(context, variables, scheduler);
        var root = await execution.ResolveAsync(plan, rootValue, isSerial).ConfigureAwait(false);
        var result = Compose(context, document, plan, root);
        execution.Dispose();
        return result;
    }

    private SingleResult Compose(RequestContext context, CompiledDocument document, SelectionPlan plan, ObjectSet root)
    {
        var writer = new ResultWriter(plan.ResponseBytes);
        var caching = plan.Caching;
        try
        {
            writer.WriteRaw("{\"data\":"u8);
            var composer = new ResponseComposer(context, _errorHandler, document.Syntax, writer);
            composer.WriteData(root);
            if (composer.Errors is { } errors)
            {
                caching = null;
                writer.WriteRaw(",\"errors\":"u8);
                writer.WriteErrors(errors);
            }

            writer.WriteByte((byte)'}');
            plan.ResponseBytes = writer.Position;
        }
        catch
        {
            writer.Dispose();
            throw;
        }

        return new SingleResult(writer, RequestErrorKind.None) { Caching = caching };
    }

    private async ValueTask<OperationResult> SubscribeAsync(Planned planned, CancellationToken cancellationToken)
    {
        var (request, document, _, plan, variables) = planned;
        var field = plan.Fields[0];
        var context = NewContext(request, request.Services, cancellationToken);
        try
        {
            OperationExecution.Authorize(field.Definition, context);
            var arguments = field.ConstantArguments
                ?? InputCoercion.CoerceArguments(field.Definition.Arguments, field.Nodes[0].Arguments, variables);
            var events = await field.Definition.Subscribe!(context, arguments).ConfigureAwait(false);
            var responses = new SubscriptionResponses(this, events, context, document, plan, variables);
            return new ResponseStream(request.Observed?.SubscribeAsync(responses, cancellationToken) ?? responses)
            {
                StartId = Options.EventIdOf?.Invoke(events),
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var locations = field.Nodes.Select(node => document.Syntax.Locate(node)).OfType<SourceLocation>().ToArray();
            GraphQLError[] errors = [.. _errorHandler.Handle(e).Select(error => error with { Path = [field.ResponseName], Locations = locations })];
            request.Observed?.OnFieldFailed(e, errors);
            return ErrorResult(errors);
        }
    }

    /// <summary>ExecuteSubscriptionEvent, section 6.2.3.2. Each event has services of its own, and so fresh DataLoaders, and time of its own.</summary>
    /// <param name="context">That of the subscription.</param>
    internal ValueTask<SingleResult> ExecuteEventAsync(
        RequestContext context,
        CompiledDocument document,
        SelectionPlan plan,
        VariableValues variables,
        object message)
    {
        if (plan.Resolved.Length > 0 || context.Observed is not null) return ResolveEventAsync(context, document, plan, variables, message);

        // What is read from the event alone needs neither services nor time.
        var root = new ObjectSet();
        root.Add(message, plan);
        var result = Compose(context, document, plan, root);
        root.Return();
        return new(result);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<SingleResult> ResolveEventAsync(
        RequestContext context,
        CompiledDocument document,
        SelectionPlan plan,
        VariableValues variables,
        object message)
    {
        var aborted = context.RequestAborted;
        var timeout = RequestTimeout.Start(Options.ExecutionTimeout, aborted);
        var scope = context.Service<IServiceScopeFactory>().CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            using var observed = context.Observed?.OnEvent();
            try
            {
                var own = context with { Services = scope.ServiceProvider, RequestAborted = timeout.Token };
                return await ComposeAsync(own, document, plan, variables, message).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
            {
                return ErrorResult([timeout.Error], RequestErrorKind.Timeout);
            }
            finally
            {
                timeout.Return();
            }
        }
    }

    private static SingleResult ErrorResult(RequestErrorKind kind, string message) => ErrorResult([new GraphQLError(message)], kind);

    private static SingleResult ErrorResult(IReadOnlyList<GraphQLError> errors, RequestErrorKind kind = RequestErrorKind.Document)
    {
        var writer = new ResultWriter();
        writer.WriteRaw("{\"errors\":"u8);
        writer.WriteErrors(errors);
        writer.WriteByte((byte)'}');
        return new SingleResult(writer, kind);
    }

    /// <summary>A request, and all that was found out about it before it runs.</summary>
    private readonly record struct Planned(
        OperationRequest Request, CompiledDocument Document, CompiledOperation Operation, SelectionPlan Plan, VariableValues Variables);
}
