using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Bindings;

/// <summary>An input binding: what brings events from outside to an app.</summary>
internal interface IInputBinding : IComponent
{
    /// <summary>Brings events until what it returns is disposed; what is being handled then is waited for.</summary>
    /// <param name="handler">Handles an event; false where the app did not.</param>
    IAsyncDisposable Read(Func<BindingEvent, CancellationToken, Task<bool>> handler);
}
