namespace MusicGraph.Dapr.Conformance.Bindings;

/// <summary>An input binding: the clock.</summary>
[Source(Pages.Cron)]
[Source(Pages.BindingsApi)]
public sealed class CronTests(Subject subject) : ConformanceTests(subject)
{
    [Theory]
    [InlineData("/tick")]
    [InlineData("/unwanted")]
    public async Task TheApp_IsAskedWhetherItWantsABinding(string route)
        => Assert.NotEmpty(await App.WaitForAsync(request => request.Method == "OPTIONS" && request.Target == route));

    [Fact]
    public async Task ABinding_CallsTheRouteOfItsName_AgainAndAgain()
        => Assert.NotEmpty(await App.WaitForAsync(request => request is { Method: "POST", Target: "/tick" }, 2));

    [Fact]
    public async Task TheAppThatDoesNotWantABinding_IsNotCalled()
    {
        await App.WaitForAsync(request => request is { Method: "OPTIONS", Target: "/unwanted" });
        await App.WaitForAsync(request => request is { Method: "POST", Target: "/tick" }, 2);

        Assert.Empty(await App.WaitForAsync(request => request is { Method: "POST", Target: "/unwanted" }, 0));
    }

    [Fact]
    [Source("dapr/dapr pkg/runtime/processor/binding (isBindingOfExplicitDirection)")]
    public async Task ABindingThatSaysItIsForInput_CallsTheAppUnasked()
    {
        await App.WaitForAsync(request => request is { Method: "POST", Target: "/explicit" });

        Assert.Empty(await App.WaitForAsync(request => request is { Method: "OPTIONS", Target: "/explicit" }, 0));
    }
}
