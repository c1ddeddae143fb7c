using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MusicGraph.Contracts;

namespace MusicGraph.Gateway.Tests;

/// <summary>What every list of the schema costs, by <c>calls.txt</c>: one call per level and service, however many parents there are.</summary>
public sealed partial class CallTableTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly IReadOnlyDictionary<string, int> Kinds = new Dictionary<string, int>
    {
        ["User"] = 1,
        ["Song"] = 2,
        ["Album"] = 3,
        ["Artist"] = 4,
        ["Playlist"] = 5,
        ["Show"] = 7,
        ["Episode"] = 8,
    };

    public static TheoryData<string, string, string> Lines => [.. Read().Select(line => (line.Fields, line.Query, line.Calls))];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_list_costs_what_the_table_says(string fields, string query, string calls)
    {
        query = Id().Replace(query, id => GlobalIds.Of(id.Groups["type"].Value, FakeServices.Id(Kinds[id.Groups["type"].Value], int.Parse(id.Groups["number"].Value))));
        gateway.Sidecar.Forget();
        using var request = gateway.Request(HttpMethod.Post, "/graphql", body: JsonContent.Create(new { query }));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.Of(gateway.Services.Ada, Roles.Admin));
        using var response = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;

        Assert.True(answer["errors"] is null, $"{fields}: {answer}");
        var made = string.Join(", ", gateway.Sidecar.Calls.Select(call => $"{call.AppId} {call.Path}").Order(StringComparer.Ordinal));
        Assert.True(calls == made, $"{fields}: made the calls => {made}");
        Assert.All(fields.Split(' '), field => Assert.Matches($@"\b{field[(field.IndexOf('.', StringComparison.Ordinal) + 1)..]}\b", query));
    }

    [Fact]
    public async Task Every_list_of_the_schema_is_in_the_table()
    {
        var data = await gateway.DataAsync(
            "{ __schema { types { kind name fields { name type { kind name ofType { kind name ofType { kind } } } } } } }");
        var lists =
            from type in data["__schema"]!["types"]!.AsArray()
            let name = (string)type["name"]!
            where (string)type["kind"]! == "OBJECT" && !IsPartOfAnother(name)
            from field in type["fields"]!.AsArray()
            where IsList(field["type"]!)
            select $"{name}.{field["name"]}";

        var known = Read().SelectMany(line => line.Fields.Split(' ')).ToArray();

        Assert.Equal([], lists.Except(known));
        Assert.Equal([], known.Except(lists));
        Assert.Equal(known.Distinct(), known);
    }

    private static bool IsPartOfAnother(string type) =>
        type == "Subscription" || type.StartsWith("__", StringComparison.Ordinal)
        || type.EndsWith("Connection", StringComparison.Ordinal) || type.EndsWith("Payload", StringComparison.Ordinal);

    private static bool IsList(JsonNode type)
    {
        var nullable = (string)type["kind"]! == "NON_NULL" ? type["ofType"]! : type;
        return (string)nullable["kind"]! == "LIST" || ((string?)nullable["name"])?.EndsWith("Connection", StringComparison.Ordinal) == true;
    }

    private static IEnumerable<(string Fields, string Query, string Calls)> Read([CallerFilePath] string here = "") =>
        from line in File.ReadAllLines(Path.Combine(Path.GetDirectoryName(here)!, "calls.txt"))
        where line.Length > 0 && line[0] != '#'
        select Line().Match(line) is { Success: true } match
            ? (match.Groups["fields"].Value, match.Groups["query"].Value, match.Groups["calls"].Value)
            : throw new FormatException($"calls.txt: '{line}' is not: field …: query => calls.");

    [GeneratedRegex(@"^(?<fields>[\w. ]+): (?<query>.+) =>( (?<calls>.*))?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"\{(?<type>[A-Z]\w+) (?<number>\d+)\}")]
    private static partial Regex Id();
}
