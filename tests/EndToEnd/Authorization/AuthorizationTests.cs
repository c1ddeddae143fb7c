using System.Text.Json;
using System.Text.RegularExpressions;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Infrastructure;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>
/// Who may do what: every field, mutation and route is asked as anonymous, as another user, as the owner, as an administrator and as a
/// partner's program, and what came of it is compared with <c>authorization.txt</c>.
/// </summary>
[Trait(Components.Trait, Components.Any)]
[Collection(nameof(AuthorizationHost))]
public sealed partial class AuthorizationTests(AuthorizationHost host)
{
    private static readonly string[] RootTypes = ["Query", "Mutation", "Subscription"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Questions => [.. Table.Read.Lines.Where(line => line.When is null).Select(line => (line.Subject, line.Number))];

    public static TheoryData<string, int> Subscriptions => [.. Table.Read.Lines.Where(line => line.When is not null).Select(line => (line.Subject, line.Number))];

    [Fact]
    public void EveryField_HasALineInTheTable()
    {
        var lines = Table.Read.Lines.Where(line => !line.IsRoute).ToArray();
        var missing =
            from type in host.Schema.Types.Values
            where type.Kind == "OBJECT" && !Table.Read.Structural.IsMatch(type.Name)
            from field in type.Fields.Values
            where !lines.Any(line => line.Type == type.Name && (line.Field == field.Name || (line.IsWildcard && !field.HasRequiredArguments)))
            select $"{type.Name}.{field.Name}{Example(type.Name, field)}";

        Assert.True(!missing.Any(), $"""
            New in the schema, and nobody has said who may ask it. Add a line for each to tests/EndToEnd/Authorization/authorization.txt (its
            top says how), think about which callers should be refused, and run this class:
              {string.Join("\n  ", missing)}
            """);
    }

    [Fact]
    public void EveryLine_IsAboutAFieldThatIsThere() => Assert.Empty(
        from line in Table.Read.Lines
        where !line.IsRoute && !(host.Schema.Types.TryGetValue(line.Type, out var type) && (line.IsWildcard || type.Fields.ContainsKey(line.Field)))
        select $"authorization.txt({line.Number}): there is no {line.Subject}");

    /// <summary>An id that no line gives may be anybody's.</summary>
    [Fact]
    public void EveryIdThatAFieldTakes_IsGivenByALine() => Assert.Empty(
        from type in RootTypes
        where host.Schema.Types.ContainsKey(type)
        from field in host.Schema.Types[type].Fields.Values
        from argument in field.Arguments.SelectMany(argument => host.Schema.Types[argument.Type].Inputs is { Count: > 0 } inputs ? inputs : [argument])
        where argument.Type == "ID" && !Table.Read.Lines.Any(line =>
            line.Subject == $"{type}.{field.Name}" && Regex.IsMatch(line.Arguments, $@"\b{argument.Name}:"))
        select $"{type}.{field.Name}: no line of authorization.txt gives {argument.Name}");

    [Fact]
    public async Task EveryRoute_HasALineInTheTable()
    {
        using var guest = new ApiClient(host.Address);
        using var document = JsonDocument.Parse(await guest.Http.GetStringAsync("/openapi/v1.json", Cancel));
        var asked = Table.Read.Lines.Where(line => line.IsRoute).Select(line => Shape(line.Subject.Split('?')[0])).ToHashSet();

        Assert.Empty(
            from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            let route = $"{operation.Name.ToUpperInvariant()} {path.Name}"
            where !asked.Contains(Shape(route))
            select $"{route}: authorization.txt does not say who may ask it");

        static string Shape(string route) => Placeholder().Replace(route, "{}");
    }

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task Callers_GetWhatTheTableSays(string subject, int number)
    {
        var line = Table.Read.Lines.Single(line => line.Number == number);
        var probe = new Probe(host.Schema);
        var changes = (!line.IsRoute && line.Type == "Mutation") || (line.IsRoute && !line.Subject.StartsWith("GET ", StringComparison.Ordinal));
        var scope = new Scope(host.Schema, line.Newcomers ? await host.NewCallersAsync(Cancel) : host.Callers);
        var wrong = new List<string>();
        foreach (var field in probe.Fields(line))
        {
            var asOwner = default(Probe.Outcome);
            foreach (var caller in Table.Callers.OrderBy(caller => caller != "owner"))
            {
                if (changes)
                    scope = new Scope(host.Schema, line.Newcomers ? await host.NewCallersAsync(Cancel) : host.Callers);
                foreach (var fixture in line.Finds is { } sought ? [.. line.With, sought] : line.With)
                    await scope.ResolveAsync(fixture, null, Cancel);
                var outcome = await probe.AskAsync(line, field, caller, scope, Cancel);
                asOwner ??= outcome;
                if (!IsExpected(line, caller, outcome, asOwner, compareValues: !changes))
                    wrong.Add($"{field} as {caller}: {outcome.Word}, not {line.Expected?[caller] ?? $"what the owner gets ({asOwner.Word} {asOwner.Value})"}. {outcome.Value}");
            }
        }

        Assert.True(wrong.Count == 0, $"{subject}, authorization.txt({number}):\n  {string.Join("\n  ", wrong)}");
    }

    /// <summary>Whoever is to be told is; whoever is not has heard nothing by then.</summary>
    [Theory]
    [MemberData(nameof(Subscriptions))]
    public async Task Subscribers_AreToldWhatTheTableSays(string subject, int number)
    {
        var line = Table.Read.Lines.Single(line => line.Number == number);
        var scope = new Scope(host.Schema, line.Newcomers ? await host.NewCallersAsync(Cancel) : host.Callers);
        var field = host.Schema.Types["Subscription"].Fields[line.Field];
        var arguments = await scope.ResolveAsync(line.Arguments, null, Cancel);
        var document = $"subscription {{ {field.Name}{(arguments.Length == 0 ? "" : $"({arguments})")} {host.Schema.Selection(field.Type)} }}";
        var trigger = line.When!.Split(' ', 2);
        var streams = new Dictionary<string, FirstEvent>(StringComparer.Ordinal);
        try
        {
            foreach (var caller in Table.Callers)
                streams[caller] = await FirstEvent.ListenAsync(scope.Caller(caller).Http, document, Cancel);
            var expected = Table.Callers.ToDictionary(caller => caller, caller => line.Expected?[caller] ?? "told");
            await WaitAsync(streams, Table.Callers.Where(caller => expected[caller] is not ("told" or "quiet")), trigger: null);
            await WaitAsync(streams, Table.Callers.Where(caller => expected[caller] == "told"), async () =>
            {
                var document = scope.Mutation(await scope.ResolveAsync(trigger[1], null, Cancel));
                if (Probe.OutcomeOf(await scope.Caller(trigger[0]).SendAsync(document, null, Cancel), [trigger[1].Split('(')[0]]) is { Word: not "ok" } failed)
                    Assert.Fail($"{document} failed: {failed}");
            });

            Assert.Equal(
                (subject, Say(expected)),
                (subject, Say(Table.Callers.ToDictionary(caller => caller, caller => streams[caller].Word ?? "quiet"))));
        }
        finally
        {
            foreach (var stream in streams.Values)
                await stream.DisposeAsync();
        }

        static string Say(Dictionary<string, string> words) => string.Join(' ', words.Select(word => $"{word.Key}={word.Value}"));
    }

    /// <summary>Waits until all have heard something, and triggers again now and then: a subscription may not stand yet.</summary>
    private static async Task WaitAsync(Dictionary<string, FirstEvent> streams, IEnumerable<string> callers, Func<Task>? trigger)
    {
        var heard = Task.WhenAll(callers.Select(caller => streams[caller].Heard));
        for (var attempt = 0; attempt < 90 && !heard.IsCompleted; attempt++)
        {
            if (trigger is not null)
                await trigger();
            await Task.WhenAny(heard, Task.Delay(TimeSpan.FromSeconds(1), Cancel));
        }
    }

    private static bool IsExpected(Line line, string caller, Probe.Outcome outcome, Probe.Outcome asOwner, bool compareValues)
    {
        if (line.Expected is null)
            return outcome.Word is "ok" or "null" or "empty" or "200" or "found" && (compareValues && line.Finds is null ? outcome == asOwner : outcome.Word == asOwner.Word);
        var expected = line.Expected[caller];
        return outcome.Word == expected || (line.IsWildcard && expected == "ok" && outcome.Word is "null" or "empty");
    }

    /// <summary>A line to start from.</summary>
    private string Example(string type, SchemaField field)
    {
        var inputs = field.Arguments.SelectMany(argument => host.Schema.Types[argument.Type].Inputs is { Count: > 0 } of ? of : [argument]);
        var required = string.Join(", ", inputs.Where(input => input.IsRequired).Select(input => $"{input.Name}: …"));
        var of = RootTypes.Contains(type) ? "" : " of {fixture}";
        return $"{(required.Length == 0 ? "" : $"({required})")}{of} => anonymous=AUTH_NOT_AUTHENTICATED other=… owner=ok admin=ok";
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Placeholder();
}
