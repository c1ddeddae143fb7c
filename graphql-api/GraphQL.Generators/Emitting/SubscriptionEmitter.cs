using System.Text.RegularExpressions;
using MusicGraph.GraphQL.Generators.Models;

namespace MusicGraph.GraphQL.Generators.Emitting;

/// <summary>Writes the method that opens the stream of a subscription.</summary>
internal sealed class SubscriptionEmitter(Emitter emitter, CodeWriter code)
{
    private const string Receiver = "global::MusicGraph.GraphQL.Subscriptions.ITopicEventReceiver";
    private readonly ParameterCode _parameters = new(emitter, "request", "");

    public static string Name(MethodModel method) => $"__{method.Member}Events";

    public void Write(MethodModel method)
    {
        var subscription = method.Subscription!;
        var isAsync = subscription.With is not { Waits: Waits.No };
        code.Block($"internal static {(isAsync ? "async " : "")}ValueTask<IAsyncEnumerable<object>> {Name(method)}(RequestContext request, InputValues arguments)", () =>
        {
            if (subscription.With is { } with)
            {
                foreach (var parameter in with.Parameters) _parameters.Declare(code, parameter);
                DeclareArguments(method, with.Parameters.Select(parameter => parameter.Argument?.Name));
                var call = $"{with.Call}({string.Join(", ", with.Parameters.Select(_parameters.Local))})";
                code.Line(isAsync ? $"return Resolvers.Events(await {call});" : $"return ValueTask.FromResult(Resolvers.Events({call}));");
                return;
            }

            var names = Regex.Matches(subscription.Topic!, @"\{(\w+)\}").Cast<Match>().Select(match => match.Groups[1].Value).ToList();
            DeclareArguments(method, names);
            var topic = names.Count == 0 ? CodeWriter.Literal(subscription.Topic!) : "$" + CodeWriter.Literal(subscription.Topic!);
            code.Line($"var stream = await request.Service<{Receiver}>().SubscribeAsync<{subscription.Message!.Code}>({topic}, request.RequestAborted);");
            code.Line("return Resolvers.Events(stream);");
        });
    }

    /// <summary>Declares those of the field's arguments that are used; each stands where the field defines it.</summary>
    private void DeclareArguments(MethodModel method, IEnumerable<string?> used)
    {
        var arguments = ClassEmitter.Arguments(method);
        var names = used.ToImmutableHashSet();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (names.Contains(arguments[i].Argument!.Name)) _parameters.DeclareArguments(code, [arguments[i]], "arguments", i);
        }
    }
}
