using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.State;

/// <summary>Another write was faster. The text is that of Dapr's <c>ETagError</c>, which clients look for.</summary>
internal class ETagMismatchException(string message = "possible etag mismatch. error from state store") : Exception(message), IFinalAnswer;
