namespace MusicGraph.GraphQL.Tests.Fuzzing;

/// <summary>Documents that are made to cost.</summary>
internal static class HostileDocuments
{
    /// <summary>Documents of a size in proportion to n.</summary>
    public static readonly Dictionary<string, Func<int, string>> Families = new()
    {
        ["fields"] = n => $"{{ {Repeat(n, i => $"int ")} }}",
        ["aliases"] = n => $"{{ {Repeat(n, i => $"a{i}: int ")} }}",
        ["conflicting aliases"] = n => $"{{ {Repeat(n, i => $"a: {(i % 2 == 0 ? "int" : "float")} ")} }}",
        ["same field with sub-selections"] = n => $"{{ {Repeat(n, i => $"one {{ a{i % 10}: int }} ")} }}",
        ["same nested field, different below"] = n => $"{{ {Repeat(n, i => $"one {{ two {{ a{i}: int }} }} ")} }}",
        ["unknown fields"] = n => $"{{ {Repeat(n, i => $"wrong{i} ")} }}",
        ["arguments of one field"] = n => $"{{ echo({Repeat(n, i => $"x{i}: 1 ")}) }}",
        ["the same argument"] = n => $"{{ echo({Repeat(n, i => "int: 1 ")}) }}",
        ["directives of one field"] = n => $"{{ int {Repeat(n, i => "@mark(name: \"x\") ")} }}",
        ["unknown directives"] = n => $"{{ int {Repeat(n, i => $"@x{i} ")} }}",
        ["variables"] = n => $"query ({Repeat(n, i => $"$v{i}: Int ")}) {{ {Repeat(n, i => $"a{i}: same(n: $v{i}) {{ id }} ")} }}",
        ["unused variables"] = n => $"query ({Repeat(n, i => $"$v{i}: Int ")}) {{ int }}",
        ["the same variable"] = n => $"query ({Repeat(n, i => "$v: Int ")}) {{ same(n: $v) {{ id }} }}",
        ["undefined variables"] = n => $"query Q {{ {Repeat(n, i => $"a{i}: same(n: $v{i}) {{ id }} ")} }}",
        ["fragments in a chain"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ int ...F{i + 1} }} ")} fragment F{n} on Query {{ int }}",
        ["fragments in a circle"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ int ...F{(i + 1) % n} }} ")}",
        ["unused fragments"] = n => $"{{ int }} {Repeat(n, i => $"fragment F{i} on Query {{ int }} ")}",
        ["fragments that double"] = n => $"{{ ...F0 }} {Repeat(n, i => $"fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }} ")} fragment F{n} on Query {{ int }}",
        ["fragments side by side that overlap"] = n => $"{{ {Repeat(n, i => $"...F{i} ")} }} {Repeat(n, i => $"fragment F{i} on Query {{ one {{ int ...G }} }} ")} fragment G on A {{ two {{ int }} }}",
        ["spreads of one fragment"] = n => $"{{ {Repeat(n, i => "...F ")} }} fragment F on Query {{ int }}",
        ["undefined fragments"] = n => $"{{ {Repeat(n, i => $"...F{i} ")} }}",
        ["operations"] = n => Repeat(n, i => $"query Q{i} {{ int }} "),
        ["operations of one name"] = n => Repeat(n, i => "query Q { int } "),
        ["operations that share a fragment"] = n => $"{Repeat(n, i => $"query Q{i} {{ ...F }} ")} fragment F on Query {{ int }}",
        ["inline fragments side by side"] = n => $"{{ any {{ {Repeat(n, i => "... on A { int } ")} }} }}",
        ["a long list"] = n => $"{{ echo(ints: [{Repeat(n, i => "1 ")}]) }}",
        ["a long list of wrong values"] = n => $"{{ echo(ints: [{Repeat(n, i => "\"x\" ")}]) }}",
        ["an object with many fields"] = n => $"{{ echo(point: {{ {Repeat(n, i => $"x{i}: 1 ")} }}) }}",
        ["an object with the same field"] = n => $"{{ echo(point: {{ {Repeat(n, i => "x: 1 ")} }}) }}",
        ["a long string"] = n => $"{{ echo(text: \"{new string('x', n * 8)}\") }}",
        ["escapes"] = n => $"{{ echo(text: \"{Repeat(n, i => "\\u00e9\\n")}\") }}",
        ["a block string"] = n => $"{{ echo(text: \"\"\"{Repeat(n, i => "   x\n")}\"\"\") }}",
        ["comments"] = n => $"{Repeat(n, i => "# x\n")} {{ int }}",
        ["commas and spaces"] = n => $"{{ int{new string(',', n * 4)}{new string(' ', n * 4)} }}",
        ["a long name"] = n => $"{{ {new string('x', n * 8)} }}",
        ["a long number"] = n => $"{{ echo(int: {new string('9', n * 8)}) }}",
        ["arguments turned around"] = n => $"{{ a: echo({Repeat(n, i => $"x{i}: 1 ")}) a: echo({Repeat(n, i => $"x{n - 1 - i}: 1 ")}) }}",
        ["an object turned around"] = n => $"{{ a: echo(json: {{ {Repeat(n, i => $"x{i}: 1 ")} }}) a: echo(json: {{ {Repeat(n, i => $"x{n - 1 - i}: 1 ")} }}) }}",
        ["a field with arguments again and again"] = n => $"{{ {Repeat(n, i => "echo(int: 1, text: \"x\", ints: [1, 2]) ")} }}",
        ["variables of one object"] = n => $"query ({Repeat(n, i => $"$v{i}: Int ")}) {{ echo(json: [{Repeat(n, i => $"$v{i} ")}]) }}",
        ["types that cannot be"] = n => $"{{ any {{ {Repeat(n, i => "... on Query { int } ")} }} }}",
        ["fragments of all types"] = n => $"{{ any {{ {Repeat(n, i => $"... on {"ABC"[i % 3]} {{ a{i % 7}: int }} ")} }} }}",
        ["aliases of one object, different below"] = n => $"{{ {Repeat(n, i => $"a{i}: one {{ b{i}: int }} ")} }}",
        ["parts to come"] = n => $"{{ {Repeat(n, i => $"... @defer(label: \"l{i}\") {{ a{i}: int }} ")} }}",
    };

    /// <summary>
    /// Documents of a size in proportion to n in which n parts each lead to n others, so that what a rule has to look at may grow with the square
    /// of n: until a limit or a budget, whatever their size.
    /// </summary>
    public static readonly Dictionary<string, Func<int, string>> Products = new()
    {
        ["operations that share a chain"] = n => $"{Repeat(n, i => $"query Q{i} {{ ...F0 }} ")} {Repeat(n, i => $"fragment F{i} on Query {{ int ...F{i + 1} }} ")} fragment F{n} on Query {{ int }}",
        ["operations that share variables"] = n => $"{Repeat(n, i => $"query Q{i} {{ ...F }} ")} fragment F on Query {{ {Repeat(n, i => $"a{i}: same(n: $v{i}) {{ id }} ")} }}",
        ["operations that share uses of a variable"] = n => $"{Repeat(n / 10, i => $"query Q{i}($v: Int) {{ ...F }} ")} fragment F on Query {{ {Repeat(n, i => "same(n: $v) { id } ")} }}",
        ["objects that share a fragment"] = n => $"{{ {Repeat(n, i => $"a{i}: one {{ ...F }} ")} }} fragment F on A {{ {Repeat(n, i => $"b{i}: int ")} }}",
        ["objects that share merged fragments"] = n => $"{{ {Repeat(n, i => $"a{i}: one {{ ...F ...F ...G{i} }} ")} }} fragment F on A {{ {Repeat(n, i => $"b{i}: int ")} }} {Repeat(n, i => $"fragment G{i} on A {{ c{i}: int }} ")}",
        ["sums of fragments"] = n => $"{{ {Repeat(n, i => $"...F{i} ")} }} {Repeat(n, i => $"fragment F{i} on Query {{ one {{ {Repeat(8, j => $"...G{((i * 7) + (j * 13)) % n} ")} }} a{i}: one {{ {Repeat(8, j => $"...G{((i * 3) + (j * 5)) % n} ")} }} }} ")} {Repeat(n, i => $"fragment G{i} on A {{ b{i}: int one {{ ...G{i + 1} }} }} ")} fragment G{n} on A {{ int }}",
        ["levels that merge all fragments"] = n => $"{{ one {{ ...G0 ...G0 }} }} {Repeat(n, i => $"fragment G{i} on A {{ two {{ ...H{i} ...H{(i + 1) % n} }} ...G{i + 1} }} fragment H{i} on B {{ x{i}: int }} ")} fragment G{n} on A {{ int }}",
        ["levels that double"] = n => $"{{ one {{ ...G0 }} }} {Repeat(n, i => $"fragment G{i} on A {{ a: one {{ ...G{i + 1} }} a: one {{ ...G{i + 1} b{i}: int }} }} ")} fragment G{n} on A {{ int }}",
    };

    public static string Repeat(int count, Func<int, string> write) => string.Concat(Enumerable.Range(0, count).Select(write));
}
