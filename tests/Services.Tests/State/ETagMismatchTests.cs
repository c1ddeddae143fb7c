using MusicGraph.Dapr;
using MusicGraph.ServiceDefaults.State;

namespace MusicGraph.Services.Tests.State;

public sealed class ETagMismatchTests
{
    [Fact]
    public void IsETagMismatch_LooksAtTheCauses()
    {
        // As the package Dapr.Client throws it: the text is that of the gRPC status, in the cause.
        var cause = new InvalidOperationException(
            "Status(StatusCode=\"Internal\", Detail=\"error while executing state transaction: possible etag mismatch. error from state store\")");

        Assert.True(new DaprException("State operation failed: the Dapr endpoint indicated a failure.", cause).IsETagMismatch());
        Assert.True(new DaprException("failed to execute transaction: possible etag mismatch. error from state store").IsETagMismatch());
        Assert.True(new DaprException("transaction failed due to operation 2 which failed with status code 412").IsETagMismatch());
        Assert.False(new DaprException("transaction failed due to operation 2 which failed with status code 429").IsETagMismatch());
        Assert.False(new DaprException("State operation failed.").IsETagMismatch());
    }
}
