using System.Text.Json;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

public sealed partial class ReadmeTests(RunningHost host) : IClassFixture<RunningHost>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tour_EveryQueryAndMutation_ReturnsSomething()
    {
        using var demo = await ApiClient.LogInAsync(host.Address, "demo", "musicgraph-demo", Cancel);
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), Cancel);
        var operations = GraphQLBlock().Matches(text).Select(match => match.Groups["operation"].Value).ToList();

        Assert.NotEmpty(operations);
        foreach (var operation in operations.Where(operation => !operation.StartsWith("subscription", StringComparison.Ordinal)))
        {
            var data = await demo.QueryAsync(operation, null, Cancel);
            Assert.All(data.EnumerateObject(), field => AssertNotEmpty(operation, field.Value));
        }
    }

    /// <summary>Lists have something in them, and payloads no errors.</summary>
    private static void AssertNotEmpty(string operation, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
            Assert.True(value.GetArrayLength() > 0, operation);
        if (value.ValueKind != JsonValueKind.Object)
            return;
        foreach (var field in value.EnumerateObject())
        {
            if (field.NameEquals("errors"))
                Assert.Equal((operation, JsonValueKind.Null), (operation, field.Value.ValueKind));
            else
                AssertNotEmpty(operation, field.Value);
        }
    }

    [GeneratedRegex("^```graphql\n(?<operation>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex GraphQLBlock();
}
