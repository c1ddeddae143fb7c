namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>Marks an exception that is an answer, not a fault: it is neither tried again nor held against a circuit.</summary>
internal interface IFinalAnswer;
