using System.Reflection;

namespace MusicGraph.Dapr.Conformance;

/// <summary>What makes an expectation one of Dapr's.</summary>
public sealed class SourceTests
{
    [Fact]
    public void Every_expectation_names_its_source()
    {
        var without = typeof(ConformanceTests).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ConformanceTests)))
            .SelectMany(type => type.GetMethods().Where(method => method.IsDefined(typeof(FactAttribute)) && Sources(type, method).Length == 0))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(without);
    }

    private static string[] Sources(Type type, MethodInfo method)
        => [.. type.GetCustomAttributes<SourceAttribute>().Concat(method.GetCustomAttributes<SourceAttribute>()).Select(source => source.Page)];
}
