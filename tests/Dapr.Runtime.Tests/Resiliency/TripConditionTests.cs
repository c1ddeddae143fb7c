using MusicGraph.Dapr.Runtime.Resiliency;

namespace MusicGraph.Dapr.Runtime.Tests.Resiliency;

/// <summary>What a circuit breaker's <c>trip</c> can say.</summary>
public sealed class TripConditionTests
{
    [Theory]
    [InlineData("consecutiveFailures > 5", false)]
    [InlineData("consecutiveFailures >= 5", true)]
    [InlineData("requests >= 10 && totalFailures * 2 > requests", true)]
    [InlineData("totalFailures / requests > 0", false)]
    [InlineData("double(totalFailures) / double(requests) > 0.5", true)]
    [InlineData("!(totalSuccesses == 4) || consecutiveSuccesses != 0", false)]
    [InlineData("requests - totalSuccesses == totalFailures", true)]
    [InlineData("requests % 3 < 2 && -requests <= -10 && int(6.9) == 6", true)]
    public void IsMet_TenRequestsOfWhichTheLastFiveFailed(string condition, bool expected)
    {
        var counts = new BreakerCounts { Requests = 10, TotalSuccesses = 4, TotalFailures = 6, ConsecutiveFailures = 5 };

        Assert.Equal(expected, TripCondition.Parse(condition).IsMet(counts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("consecutiveFailures")]
    [InlineData("failures > 5")]
    [InlineData("requests > ")]
    [InlineData("(requests > 1")]
    [InlineData("requests > 1 requests")]
    [InlineData("requests && true")]
    [InlineData("requests > (1 > 0)")]
    public void Parse_WhatIsNoCondition_Fails(string condition) => Assert.Throws<FormatException>(() => TripCondition.Parse(condition));
}
