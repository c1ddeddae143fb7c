using System.Runtime.CompilerServices;

namespace MusicGraph.Gateway.Tests;

public sealed class SchemaTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task The_schema_is_the_one_that_clients_know()
    {
        using var response = await gateway.SendAsync(HttpMethod.Get, "/graphql?sdl");
        var sdl = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        var file = SnapshotFile();
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, sdl, TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), sdl);
    }

    [Fact]
    public async Task Everything_of_the_schema_is_described()
    {
        var data = await gateway.DataAsync(
            "{ __schema { types { name kind description fields { name description args { name description } } inputFields { name description } } } }");

        var missing = new List<string>();
        foreach (var type in data["__schema"]!["types"]!.AsArray())
        {
            var name = (string)type!["name"]!;
            if (name.StartsWith("__", StringComparison.Ordinal) || IsMadeByConvention(name))
                continue;
            if (type["description"] is null && (string)type["kind"]! is ("OBJECT" or "UNION") && name is not ("Query" or "Mutation" or "Subscription"))
                missing.Add(name);
            foreach (var field in type["fields"]?.AsArray() ?? [])
            {
                if (field!["description"] is null)
                    missing.Add($"{name}.{field["name"]}");
            }
        }

        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    /// <summary>The conventions of either engine describe little of what they make.</summary>
    private static bool IsMadeByConvention(string name) =>
        name == "Node" || name.EndsWith("Payload", StringComparison.Ordinal) || name.EndsWith("Input", StringComparison.Ordinal) || name.EndsWith("Error", StringComparison.Ordinal);

    internal static string SnapshotFile([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "__snapshots__", "schema.graphql");
}
