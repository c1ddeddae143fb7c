using System.Security.Claims;
using MusicGraph.GraphQL.CostAnalysis;

namespace MusicGraph.GraphQL.AspNetCore;

/// <summary>What an interceptor may set on an operation before it is executed.</summary>
public sealed class OperationRequestBuilder
{
    private Dictionary<string, object?>? _globalState;

    internal OperationRequestBuilder(ClaimsPrincipal user) => User = user;

    internal ClaimsPrincipal User { get; private set; }

    internal IReadOnlyDictionary<string, object?>? GlobalState => _globalState;

    internal bool AllowsNonPersisted { get; private set; }

    /// <summary>Lets the operation be executed though its document is not stored, where only stored ones are allowed.</summary>
    public OperationRequestBuilder AllowNonPersistedOperation()
    {
        AllowsNonPersisted = true;
        return this;
    }

    internal bool AllowsIntrospection { get; private set; }

    /// <summary>Lets the operation ask for the schema, where not every one may.</summary>
    public OperationRequestBuilder AllowIntrospection()
    {
        AllowsIntrospection = true;
        return this;
    }

    internal CostMode CostMode { get; set; }

    /// <summary>Has the response tell what the operation costs.</summary>
    public OperationRequestBuilder ReportCost()
    {
        CostMode = CostMode.Report;
        return this;
    }

    /// <summary>Has the response tell what the operation costs in place of executing it.</summary>
    public OperationRequestBuilder ValidateCost()
    {
        CostMode = CostMode.Validate;
        return this;
    }

    /// <summary>Sets a value for <c>[GlobalState]</c>.</summary>
    public OperationRequestBuilder SetGlobalState(string name, object? value)
    {
        (_globalState ??= [])[name] = value;
        return this;
    }

    /// <summary>Sets on whose behalf the operation is executed.</summary>
    public OperationRequestBuilder SetUser(ClaimsPrincipal user)
    {
        User = user;
        return this;
    }
}
