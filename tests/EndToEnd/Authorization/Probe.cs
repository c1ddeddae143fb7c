using System.Text.Json;
using System.Text.RegularExpressions;

namespace MusicGraph.EndToEnd.Authorization;

/// <summary>Asks what a line of the table asks, and says in a word what came of it.</summary>
internal sealed partial class Probe(LiveSchema schema)
{
    /// <param name="Word"><c>ok</c>, <c>null</c>, <c>empty</c>, <c>hidden</c>, <c>found</c>, a status, the type or code of an error.</param>
    /// <param name="Value">What was answered.</param>
    public sealed record Outcome(string Word, string Value);

    /// <summary>The fields that a line is about; none for routes.</summary>
    public IReadOnlyList<string> Fields(Line line)
    {
        if (line.IsRoute || !line.IsWildcard)
            return [line.IsRoute ? "" : line.Field];
        var listed = Table.Read.Lines.Where(other => !other.IsRoute && !other.IsWildcard && other.Type == line.Type).Select(other => other.Field).ToHashSet();
        return [.. schema.Types[line.Type].Fields.Values.Where(field => !listed.Contains(field.Name) && !field.HasRequiredArguments).Select(field => field.Name)];
    }

    public Task<Outcome> AskAsync(Line line, string field, string caller, Scope scope, CancellationToken cancellationToken) => line switch
    {
        { IsRoute: true } => AskRouteAsync(line, caller, scope, cancellationToken),
        { Of: { } of } => AskObjectAsync(line, field, of, caller, scope, cancellationToken),
        _ => AskRootAsync(line, caller, scope, cancellationToken),
    };

    private static async Task<Outcome> AskRouteAsync(Line line, string caller, Scope scope, CancellationToken cancellationToken)
    {
        using var response = await scope.SendAsync(caller, line.Subject, line.Arguments, cancellationToken);
        var isText = response.Content.Headers.ContentType?.MediaType?.Contains("json", StringComparison.Ordinal) == true;
        var text = isText ? await response.Content.ReadAsStringAsync(cancellationToken) : "";
        return line.Finds is { } fixture && response.IsSuccessStatusCode
            ? await FoundAsync(text, fixture, scope, cancellationToken)
            : new Outcome($"{(int)response.StatusCode}", text);
    }

    private async Task<Outcome> AskRootAsync(Line line, string caller, Scope scope, CancellationToken cancellationToken)
    {
        var arguments = await scope.ResolveAsync(line.Arguments, null, cancellationToken);
        var field = schema.Types[line.Type].Fields[line.Field];
        var call = arguments.Length == 0 ? field.Name : $"{field.Name}({arguments})";
        var document = line.Type == "Mutation" ? scope.Mutation(call) : $"{{ {call} {schema.Selection(field.Type)} }}";
        var answer = await scope.Caller(caller).SendAsync(document, null, cancellationToken);
        return line.Finds is { } fixture && !answer.TryGetProperty("errors", out _)
            ? await FoundAsync(answer.GetRawText(), fixture, scope, cancellationToken)
            : OutcomeOf(answer, [field.Name]);
    }

    private async Task<Outcome> AskObjectAsync(
        Line line, string field, string of, string caller, Scope scope, CancellationToken cancellationToken)
    {
        var steps = PathStep().Matches(of).Select(match => match.Value).ToList();
        var arguments = await scope.ResolveAsync(line.Arguments, null, cancellationToken);
        var selection = $"{field}{(arguments.Length == 0 ? "" : $"({arguments})")} {schema.Selection(schema.Types[line.Type].Fields[field].Type)}";
        var names = steps.ConvertAll(step => step.Split('(')[0]);
        string document;
        if (steps[0][0] == '{')
        {
            var source = steps.Count == 1 ? line.Type : await TypeOfAsync(steps[0], scope, cancellationToken);
            var inner = steps.Count == 1 ? selection : Nest(steps.Skip(1), OnType(line.Type, selection));
            document = await scope.ResolveAsync($"{{ node(id: \"{steps[0]}\") {{ ... on {source} {{ {inner} }} }} }}", null, cancellationToken);
            names[0] = "node";
        }
        else
        {
            var resolved = await Task.WhenAll(steps.Select(step => scope.ResolveAsync(step, null, cancellationToken)));
            document = steps[0] == "Mutation"
                ? scope.Mutation(resolved[1], $"{{ {Nest(resolved.Skip(2), OnType(line.Type, selection))} }}")
                : $"{{ {Nest(resolved, OnType(line.Type, selection))} }}";
            if (steps[0] == "Mutation")
                names.RemoveAt(0);
        }

        var answer = await scope.Caller(caller).SendAsync(document, null, cancellationToken);
        if (Failed(answer) is { } code)
            return new Outcome(code, answer.GetRawText());
        return Scope.Walk(answer, ["data", .. names]) is { ValueKind: JsonValueKind.Object }
            ? line.Finds is { } fixture ? await FoundAsync(answer.GetRawText(), fixture, scope, cancellationToken) : OutcomeOf(answer, [.. names, field])
            : new Outcome("hidden", answer.GetRawText());
    }

    /// <summary>The object may come out of a union or interface.</summary>
    private static string OnType(string type, string selection) => $"__typename ... on {type} {{ {selection} }}";

    private static string Nest(IEnumerable<string> steps, string selection) =>
        steps.Reverse().Aggregate(selection, (inner, step) => $"{step} {{ {inner} }}");

    private static async Task<string> TypeOfAsync(string fixture, Scope scope, CancellationToken cancellationToken)
    {
        var answer = await scope.Caller("owner").QueryAsync(
            await scope.ResolveAsync($"{{ node(id: \"{fixture}\") {{ __typename }} }}", null, cancellationToken), null, cancellationToken);
        return answer.GetProperty("node") is { ValueKind: JsonValueKind.Object } node
            ? node.GetProperty("__typename").GetString()!
            : throw new InvalidOperationException($"The owner does not find {fixture}.");
    }

    private static async Task<Outcome> FoundAsync(string answer, string fixture, Scope scope, CancellationToken cancellationToken) =>
        new(answer.Contains(await scope.ResolveAsync(fixture, null, cancellationToken), StringComparison.Ordinal) ? "found" : "hidden", answer);

    /// <summary>The word for an answer of the graph.</summary>
    public static Outcome OutcomeOf(JsonElement answer, IReadOnlyList<string> path)
    {
        if (Failed(answer) is { } code)
            return new Outcome(code, answer.GetRawText());
        var holder = path.Count == 1 ? answer.GetProperty("data") : Scope.Walk(answer, ["data", .. path.SkipLast(1)])!.Value;
        var value = holder.GetProperty(path[^1]);
        var word = value switch
        {
            { ValueKind: JsonValueKind.Null } => "null",
            { ValueKind: JsonValueKind.Array } when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Null) => "empty",
            { ValueKind: JsonValueKind.Object } when Scope.Walk(value, ["errors", "__typename"]) is { } error => error.GetString()!,
            { ValueKind: JsonValueKind.Object } when value.TryGetProperty("nodes", out var nodes) && nodes.GetArrayLength() == 0 => "empty",
            _ => "ok",
        };
        return new Outcome(word, value.GetRawText());
    }

    /// <summary>The code of the error that an answer has, or its message.</summary>
    public static string? Failed(JsonElement answer)
    {
        if (!answer.TryGetProperty("errors", out var errors))
            return answer.TryGetProperty("status", out var status) ? status.GetRawText() : null;
        var error = errors[0];
        return error.TryGetProperty("extensions", out var extensions) && extensions.TryGetProperty("code", out var code)
            ? code.GetString()
            : $"'{error.GetProperty("message").GetString()}'";
    }

    [GeneratedRegex(@"\{\w+\}|\w+(\((""[^""]*""|[^()""])*\))?")]
    private static partial Regex PathStep();
}
