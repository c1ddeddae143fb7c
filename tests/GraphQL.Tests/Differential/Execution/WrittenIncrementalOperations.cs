namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Operations in parts, by what is special about each.</summary>
internal static class WrittenIncrementalOperations
{
    public static readonly IReadOnlyList<(string Document, string Variables)> All =
    [
        // Fragments.
        ("{ name ... @defer { int } }", "{}"),
        ("{ name ...F @defer } fragment F on Query { int tags }", "{}"),
        ("{ ... @defer(label: \"a\") { name } }", "{}"),
        ("{ ... @defer(if: false) { name } int }", "{}"),
        ("query ($d: Boolean!) { ... @defer(if: $d) { name } int }", """{"d":true}"""),
        ("query ($d: Boolean!) { ... @defer(if: $d) { name } int }", """{"d":false}"""),
        ("query ($d: Boolean = false) { ... @defer(if: $d) { name } int }", "{}"),
        ("{ ... @defer @skip(if: true) { name } int }", "{}"),
        ("{ ... @defer @include(if: false) { name } int }", "{}"),
        ("{ one { ... @defer { name int } id } }", "{}"),
        ("{ one { ... @defer { one { one { name } } } } }", "{}"),
        ("{ list { id ... @defer { name tags } } }", "{}"),
        ("{ list2 { ... @defer(label: \"x\") { one { text } } } }", "{}"),
        ("{ grid { id ... @defer { name } } grid2 { ... @defer { int } } }", "{}"),
        ("{ cube { ... @defer { any { __typename } } } }", "{}"),
        ("{ anys { __typename ... on A @defer { onlyA } ... on B @defer { onlyB { name } } } }", "{}"),
        ("{ nameds { ... @defer { name } ... on Tagged @defer { tags } } }", "{}"),
        ("{ named { ...F @defer } tagged { ...F @defer } } fragment F on Named { name __typename }", "{}"),

        // What is asked for twice is delivered once.
        ("{ name ... @defer { name } }", "{}"),
        ("{ name ... @defer { name int } }", "{}"),
        ("{ one { name } ... @defer { one { name int } } }", "{}"),
        ("{ one { name } ... @defer { one { one { name } int } } }", "{}"),
        ("{ ... @defer { name } ... @defer { name } }", "{}"),
        ("{ ... @defer(label: \"a\") { name int } ... @defer(label: \"b\") { name flag } }", "{}"),
        ("{ one { ... @defer(label: \"a\") { one { name } } } ... @defer(label: \"b\") { one { one { name int } } } }", "{}"),
        ("{ ... @defer(label: \"a\") { one { one { name } } } one { ... @defer(label: \"b\") { one { name text } id } } }", "{}"),
        ("{ ...F ...F @defer } fragment F on Query { name }", "{}"),
        ("{ ...F @defer ...F } fragment F on Query { name }", "{}"),
        ("{ ...F @defer(label: \"a\") ...F @defer(label: \"b\") } fragment F on Query { name one { int } }", "{}"),
        ("{ one { ...F } ... @defer { one { ...F } } } fragment F on A { name int }", "{}"),
        ("{ list { name } ... @defer { list { name int } } }", "{}"),
        ("{ list { name ... @defer { int } } ... @defer { list { int flag } } }", "{}"),
        ("{ ... @defer(label: \"a\") { list { ... @defer(label: \"b\") { name } id } } list { name } }", "{}"),

        // Fragments in fragments.
        ("{ ... @defer { name ... @defer { int } } }", "{}"),
        ("{ ... @defer { ... @defer { int } } }", "{}"),
        ("{ ... @defer(label: \"a\") { ... @defer(label: \"b\") { ... @defer(label: \"c\") { int } } } }", "{}"),
        ("{ ... @defer { name ... @defer { name } } }", "{}"),
        ("{ ... @defer { one { name ... @defer { int one { ... @defer { text } } } } } }", "{}"),
        ("{ ... @defer(label: \"a\") { one { id } ... @defer(label: \"b\") { one { name } } } }", "{}"),
        ("{ ... @defer(label: \"a\") { one { id } } ... @defer(label: \"b\") { one { name ... @defer(label: \"c\") { id int } } } }", "{}"),
        ("{ list { ... @defer { list { ... @defer { name } } } } }", "{}"),
        ("{ ...F @defer } fragment F on Query { name ...G @defer } fragment G on Query { int one { ...H @defer } } fragment H on A { text }", "{}"),
        ("{ one { ... @defer { ... @defer { name } } name } }", "{}"),
        ("{ ... @defer(label: \"a\") { one { name } ... @defer(label: \"b\") { one { name int } list { id } } } one { __typename } }", "{}"),

        // Nulls that come up.
        ("{ ... @defer { int2 float2 color2 text id } }", "{}"),
        ("{ one { ... @defer { int2 } ... @defer { float2 } name } }", "{}"),
        ("{ one2 { id ... @defer { name } } }", "{}"),
        ("{ two2 { two2 { two2 { text ... @defer { name } } } } }", "{}"),
        ("{ list4 { int2 float2 ... @defer { name } } }", "{}"),
        ("{ list4 { ... @defer { int2 float2 color2 text } } }", "{}"),
        ("{ ... @defer { one2 { two2 { color2 ... @defer { name } } } } }", "{}"),
        ("{ ... @defer(label: \"a\") { int2 color2 one2 { int2 } } ... @defer(label: \"b\") { int2 name } }", "{}"),
        ("{ list { ... @defer(label: \"a\") { color2 name } ... @defer(label: \"b\") { color2 int } } }", "{}"),
        ("{ ... @defer(label: \"a\") { color2 ... @defer(label: \"b\") { color2 float2 text } } }", "{}"),
        ("{ list { two2 { color2 } ... @defer { two2 { int2 } } } }", "{}"),
        ("{ list { one2 { ... @defer { color2 int2 } } } ... @defer { list { one2 { float2 name } } } }", "{}"),

        // Lists.
        ("{ tags @stream }", "{}"),
        ("{ tags @stream(initialCount: 1) }", "{}"),
        ("{ tags @stream(initialCount: 3) }", "{}"),
        ("{ tags @stream(initialCount: 100) }", "{}"),
        ("{ tags @stream(if: false) }", "{}"),
        ("query ($n: Int!, $s: Boolean!) { tags @stream(initialCount: $n, if: $s) }", """{"n":2,"s":true}"""),
        ("query ($n: Int!, $s: Boolean!) { tags @stream(initialCount: $n, if: $s) }", """{"n":2,"s":false}"""),
        ("query ($n: Int!) { tags @stream(initialCount: $n) ints3 @stream(initialCount: $n) }", """{"n":-1}"""),
        ("query ($n: Int = 1) { ints @stream(initialCount: $n) }", "{}"),
        ("{ ints @stream ints2 @stream(initialCount: 1) ints3 @stream intGrid @stream floats @stream colors @stream(label: \"c\") }", "{}"),
        ("{ list @stream(initialCount: 1) { name int } }", "{}"),
        ("{ list2 @stream { int2 float2 color2 } list4 @stream(initialCount: 1) { int2 color2 text } }", "{}"),
        ("{ list @stream { list @stream { list @stream(initialCount: 1) { id } } } }", "{}"),
        ("{ grid @stream(initialCount: 1) { name } grid2 @stream { int2 } grid3 @stream { color2 } cube @stream { color2 } }", "{}"),
        ("{ anys @stream { __typename ... on Named { name } } anys2 @stream(initialCount: 1) { ... on B { name } } anyGrid @stream { __typename } }", "{}"),
        ("{ one2 { list4 @stream { id } color2 } }", "{}"),
        ("{ list { tags @stream(initialCount: 1) } }", "{}"),
        ("{ list3(n: 3) @stream { onlyC } taggeds(n: 1) @stream { tags } }", "{}"),

        // Fragments and lists.
        ("{ list @stream(initialCount: 1) { id ... @defer { name one { int } } } }", "{}"),
        ("{ list @stream { ... @defer(label: \"d\") { list @stream(label: \"s\") { ... @defer(label: \"e\") { name } } } } }", "{}"),
        ("{ ... @defer { list @stream(initialCount: 1) { name ... @defer { int } } } }", "{}"),
        ("{ ... @defer { tags @stream list { tags @stream } } }", "{}"),
        ("{ ...F ... @defer { ...F } } fragment F on Query { list @stream(initialCount: 1) { name } }", "{}"),
        ("{ ... @defer { ...F } ...F } fragment F on Query { list @stream(initialCount: 1) { name ... @defer { int } } }", "{}"),
        ("{ ... @defer(label: \"a\") { ...F } ... @defer(label: \"b\") { ...F } } fragment F on Query { list @stream(initialCount: 1) { name ... @defer { int } } }", "{}"),
        ("{ ... @defer { list4 @stream { color2 ... @defer { color2 int2 } } } }", "{}"),
        ("mutation { one { ... @defer { name } list @stream { id } } two { ... @defer { name } } }", "{}"),

        // Introspection.
        ("{ __type(name: \"A\") { interfaces @stream(initialCount: 1) { name ... @defer { kind } } } }", "{}"),
        ("{ ... @defer { __typename __type(name: \"A\") { name fields @stream(initialCount: 3) { name } } } }", "{}"),
    ];
}
