namespace MusicGraph.Dapr.Runtime.PubSub.Cel;

/// <summary>A name that is bound, and those around it.</summary>
internal sealed record CelScope(string Name, object? Value, CelScope? Outer)
{
    public object? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope.Name == name)
                return scope.Value;
        }

        throw new CelException($"no such attribute: {name}");
    }
}
