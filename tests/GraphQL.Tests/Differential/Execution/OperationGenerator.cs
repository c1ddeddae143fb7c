using System.Text;
using System.Text.Json.Nodes;
using MusicGraph.GraphQL.Types;

namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Writes operations with the values of their variables, some of which are not of their type.</summary>
/// <param name="faults">At one of how many places something is wrong with the document; 0 for none.</param>
/// <param name="inParts">Whether fragments are deferred and lists streamed.</param>
internal sealed partial class OperationGenerator(Random random, int faults = 0, bool inParts = false)
{
    private static readonly Schema Schema = ExecutionSchema.Types;
    private static readonly string[] Fragments = ["A", "B", "C", "Entity", "Named", "Tagged", "Sized", "Any"];

    private readonly StringBuilder _text = new();
    private readonly List<string> _definitions = [];
    private readonly JsonObject _variables = [];
    private NamedType[] _fragments = [];
    private ObjectType _root = Schema.Query;
    private int _names;
    private int _fields;

    public Case Generate(bool isSubscription = false)
    {
        if (isSubscription) _root = Schema.Subscription!;
        else if (Chance(8)) _root = Schema.Mutation!;
        if (!isSubscription) _fragments = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Schema.FindType(Pick(Fragments))!)];
        var kind = _root.Name.ToLowerInvariant();

        if (isSubscription) WriteSubscription();
        else WriteSelections(_root, 4, 0);
        for (var i = 0; i < _fragments.Length; i++)
        {
            _text.Append($"\nfragment F{i} on {(Fault() ? Pick(["Missing", "Int", "Point"]) : _fragments[i].Name)}{Directives("FRAGMENT_DEFINITION")} ");
            WriteSelections(_fragments[i], 2, i + 1);
            if (Fault()) _text.Insert(_text.Length - 2, $"...F{random.Next(i + 1)} ");
        }

        for (var i = 0; i < _fragments.Length; i++)
        {
            // Every fragment must be used.
            if (!Fault()) _text.Insert(1, $" a{_names++}: any {{ ...F{i} }} ");
        }

        if (Fault()) _definitions.Add(Pick(["$unused: Int", "$unused: A", "$unused: Missing!", "$v0: Int", "$unused: Int = \"1\""]));
        var isNamed = Chance(2);
        var definitions = _definitions.Count > 0 ? $"({string.Join(", ", _definitions)})" : "";
        var description = Chance(20) ? "\"In words.\" " : "";
        _text.Insert(0, description.Length > 0 || isNamed || _definitions.Count > 0 || kind != "query" || Chance(2) ? $"{description}{kind}{(isNamed ? " Q" : "")}{definitions}{OperationDirectives(kind)} " : "");
        if (Fault()) _text.Append(Pick(["\ntype More { id: ID }", "\nextend enum Color { PINK }", "\nscalar More @specifiedBy(url: 1)"]));
        var names = new List<string> { isNamed ? "Q" : "" };
        if (isNamed ? Chance(6) : Fault()) WriteOthers(names);
        return new(_text.ToString(), Chance(9) && _variables.Count == 0 ? null : _variables, OperationName(names));
    }

    private void WriteOthers(List<string> names)
    {
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            var name = Fault() ? "Q" : $"Q{count}";
            names.Add(name);
            _text.Append($"\n{Pick(["query", "query", "mutation"])} {name} {{ __typename {(Chance(2) ? "int" : "two { id }")} }}");
        }
    }

    /// <summary>Of several operations one must be named; a name that there is none of is an error.</summary>
    private string? OperationName(List<string> names) => Chance(30)
        ? Pick(["Other", "q", "F0"])
        : names is [""] || Chance(names.Count > 1 ? 8 : 2) ? null : Pick([.. names.Where(name => name.Length > 0)]);

    private void WriteSubscription()
    {
        _text.Append("{ ");
        var nesting = 0;
        while (Chance(5))
        {
            _text.Append($"...{(Chance(2) ? " on Subscription" : "")}{(Fault() ? " @skip(if: false)" : "")} {{ ");
            nesting++;
        }

        WriteField(_root, 4, 0);
        if (Fault()) _text.Append(Pick(["int ", "x: __typename ", "... { float } "]));
        for (; nesting >= 0; nesting--) _text.Append("} ");
    }

    /// <param name="nextFragment">The first fragment that may be spread: the others would make a cycle.</param>
    private void WriteSelections(NamedType type, int depth, int nextFragment)
    {
        _text.Append("{ ");
        for (var count = random.Next(1, 6); count > 0; count--)
        {
            if (Fault()) _text.Append(Pick(["wrong ", "id: name ", "...Missing ", "__schema ", "... on Query { int } ", "... on Int { x } ", "int { x } ", "two ", "name(x: 1) ", "__type { name } "]));
            else if (Chance(10)) _text.Append($"{(Chance(2) ? $"a{_names++}: " : "")}__typename{Directives("FIELD")} ");
            else if (Chance(6) && type != _root && nextFragment < _fragments.Length) WriteSpread(type, nextFragment);
            else if (type is ComplexType complex && !Chance(type is InterfaceType ? 2 : 8)) WriteField(complex, depth, nextFragment);
            else if (depth > 0) WriteInlineFragment(type, depth, nextFragment);
            else _text.Append("__typename ");
        }

        _text.Append("} ");
    }

    private void WriteSpread(NamedType type, int nextFragment)
    {
        var index = random.Next(nextFragment, _fragments.Length);
        var isPossible = Schema.GetPossibleTypes(type).Intersect(Schema.GetPossibleTypes(_fragments[index])).Any();
        _text.Append(isPossible || Fault() ? $"...F{index}{Directives("FRAGMENT_SPREAD")}{Defer(type)} " : "__typename ");
    }

    private void WriteInlineFragment(NamedType type, int depth, int nextFragment)
    {
        var possible = Schema.GetPossibleTypes(type);
        NamedType condition = type == _root ? type : Pick([.. possible, type, .. possible[0].Interfaces]);
        var isNamed = condition != type || Chance(2);
        _text.Append($"...{(isNamed ? $" on {condition.Name}" : "")}{Directives("INLINE_FRAGMENT")}{Defer(type)} ");
        WriteSelections(isNamed ? condition : type, depth - 1, nextFragment);
    }

    private void WriteField(ComplexType type, int depth, int nextFragment)
    {
        var field = Pick(type.Fields);
        var isComposite = field.Type.Unwrapped is ComplexType or UnionType;
        if (((isComposite && depth <= 0) || _fields++ > 40) && type != Schema.Subscription)
        {
            _text.Append("__typename ");
            return;
        }

        // What has arguments gets a name of its own, or it would not merge with its like.
        var arguments = field.Arguments.Where(argument => argument.IsRequired ? !Fault() : Chance(field.Arguments.Count > 3 ? 4 : 2)).ToArray();
        var stream = Stream(field.Type, type);
        if ((field.Arguments.Count > 0 || stream.Length > 0 || Chance(6)) && !Fault()) _text.Append($"a{_names++}: ");
        _text.Append(field.Name);
        if (arguments.Length > 0) _text.Append('(').AppendJoin(", ", arguments.Select(argument => $"{(Fault() ? "wrong" : argument.Name)}: {Argument(argument)}")).Append(')');
        _text.Append(type == Schema.Subscription ? "" : Directives("FIELD")).Append(stream).Append(' ');
        if (isComposite && !Fault()) WriteSelections(field.Type.Unwrapped, depth - 1, nextFragment);
        else if (Fault()) _text.Append("{ x } ");
    }

    private string OperationDirectives(string kind) => Directives(kind.ToUpperInvariant());

    private string Directives(string location)
    {
        if (Fault()) return Pick([" @unknown", " @once(n: 3)", " @once @once", " @skip", " @include(if: 1)", " @mark", " @mark(name: \"x\", name: \"y\")", " @deprecated", " @skip(if: $missing)"]);
        if (!Chance(8)) return "";
        if (Chance(2) || location is not ("FIELD" or "FRAGMENT_SPREAD" or "INLINE_FRAGMENT"))
        {
            var isConstant = location is "FRAGMENT_DEFINITION" or "VARIABLE_DEFINITION" || _root == Schema.Subscription;
            var mark = Schema.FindDirective("mark")!;
            var arguments = mark.Arguments.Where(argument => argument.IsRequired || Chance(3));
            var marks = Enumerable.Range(0, random.Next(1, 3)).Select(_ =>
                $" @mark({string.Join(", ", arguments.Select(argument => $"{argument.Name}: {(isConstant ? Literal(argument.Type, 2, "") : Argument(argument))}"))})");
            return string.Concat(marks) + (location is "FIELD" or "FRAGMENT_SPREAD" or "QUERY" && Chance(3) ? " @once(n: 4)" : "");
        }

        var name = Chance(2) ? "skip" : "include";
        if (Chance(2)) return $" @{name}(if: {(Chance(2) ? "true" : "false")})";
        var hasDefault = Chance(2);
        var variable = Define(hasDefault ? "Boolean! = true" : "Boolean!");
        if (Chance(2) || !hasDefault) _variables[variable] = Chance(2);
        return $" @{name}(if: ${variable})";
    }

    private bool Fault() => faults > 0 && random.Next(faults) == 0;

    private bool Chance(int oneIn) => random.Next(oneIn) == 0;

    private T Pick<T>(IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
