namespace MusicGraph.GraphQL.Execution.Planning;

/// <summary>What becomes of <c>@defer</c> and <c>@stream</c> in a plan.</summary>
internal enum DeliveryMode
{
    /// <summary>The response comes in one piece.</summary>
    Ignored,

    /// <summary>The response comes in parts.</summary>
    Used,

    /// <summary>They are an error, as in subscriptions.</summary>
    Refused,
}
