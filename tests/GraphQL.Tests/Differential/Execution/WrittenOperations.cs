namespace MusicGraph.GraphQL.Tests.Differential.Execution;

/// <summary>Operations that chance seldom writes.</summary>
internal static class WrittenOperations
{
    public static IReadOnlyList<(string Document, string Variables)> All { get; } =
    [
        // Nulls and errors that travel.
        ("{ grid3 { int2 two2 { int2 text } } grid2 { one2 { id } } cube { text onlyC } list4 { int2 list4 { int2 } } }", "{}"),
        ("{ list { a: two2 { int2 } b: two { two2 { text } } c: same { id } } list2 { text } list3 { onlyC } }", "{}"),
        ("{ anyGrid { __typename ... on A { two2 { int2 } } ... on B { one2 { text } } ... on C { list4 { int } } } }", "{}"),
        ("{ anys { ... on A { list2 { two2 { id } } } ... on Named { name } ... on Tagged { tags } ... on B { onlyB { onlyC } } } }", "{}"),
        ("{ anys2 { ... on A { x: int two { int } } ... on B { x: int two { text } } ... on C { x: int two { id int2 } } } }", "{}"),
        ("{ two2 { two2 { two2 { two2 { two2 { int2 } } } } } name }", "{}"),
        ("{ taggeds { name ... on A { grid3 { grid3 { int } } } ... on C { grid3 { grid3 { text } } } } nameds { __typename name } }", "{}"),
        ("{ ints ints2 ints3 intGrid colors floats color color2 float float2 id flag }", "{}"),

        // The same field several times.
        ("{ a: same(n: 1) { id } b: same(n: 1) { id int } c: same(n: 2) { id } same { one { id } } same { one { int two { int } } } }", "{}"),
        ("{ any { ... on Named { name } ... on A { name one { id } } ...F } any { __typename ...F } } fragment F on Any { ... on A { one { int } two { id } } }", "{}"),
        ("{ z: int a: int z: int ...F y: int } fragment F on Query { b: int a: int c: int }", "{}"),
        ("{ one { ...F } } fragment F on A { one { ...G } } fragment G on A { int ... on Named { name ... on Tagged { tags } } }", "{}"),

        // Conditions.
        ("query ($a: Boolean!, $b: Boolean!) { int @skip(if: $a) @include(if: $b) ... @include(if: $a) { x: int } ...F @skip(if: $b) } fragment F on Query { y: int }", """{"a":false,"b":true}"""),
        ("query ($a: Boolean!, $b: Boolean!) { int @skip(if: $a) @include(if: $b) ... @include(if: $a) { x: int } ...F @skip(if: $b) } fragment F on Query { y: int }", """{"a":true,"b":false}"""),
        ("query ($a: Boolean = true) { one { int @include(if: $a) } }", "{}"),
        ("query ($a: Boolean!) { int @include(if: $a) }", "{}"),
        ("query ($a: Boolean!) { int @include(if: $a) }", """{"a":null}"""),
        ("query ($a: Boolean!) { int @include(if: $a) }", """{"a":"true"}"""),
        ("{ one { int @include(if: false) } one { int } }", "{}"),
        ("{ ...F @include(if: false) ...F } fragment F on Query { int }", "{}"),

        // Arguments: absent, null, default.
        ("query ($i: Int) { a: echo(int: $i, int2: 1) b: echo(int: null, int2: 2) c: echo d: echo(text: null, colors: null, point2: null) }", "{}"),
        ("query ($i: Int) { echo(int: $i, point: { y: $i, inner: { x: 1 } }) }", """{"i":null}"""),
        ("query ($i: Int = 4) { echo(int2: $i) }", "{}"),
        ("query ($i: Int) { echo(int2: $i) }", "{}"),
        ("query ($i: Int) { a: echo(int2: $i) b: echo }", """{"i":null}"""),
        ("query ($i: Int = 4) { echo(int2: $i) need(int: $i, color: RED) }", """{"i":null}"""),
        ("query ($p: Point) { echo(point: $p, points: [{ x: 1 }]) }", """{"p":{"x":null}}"""),
        ("query ($p: Point) { echo(point: $p) }", """{"p":{"x":2,"y":null,"tags":["a"],"inner":{},"far":[[{}],null,{"x":3}]}}"""),
        ("query ($p: Point = { x: 9, inner: { color: RED } }) { echo(point: $p) }", "{}"),
        ("query ($s: Strict) { echo(strict: $s) }", """{"s":{"must":1}}"""),
        ("query ($s: Strict) { echo(strict: $s) }", """{"s":{"must":1,"list":null}}"""),
        ("query ($s: Strict) { echo(strict: $s) }", """{"s":{}}"""),
        ("query ($s: Strict) { echo(strict: $s) }", """{"s":{"must":1,"other":1}}"""),
        ("query ($m: Int!, $t: String) { echo(strict: { must: $m, may: $t }) }", """{"m":1}"""),
        ("query ($l: [Int!]) { echo(strict: { must: 1, list: $l }) }", """{"l":null}"""),
        ("query ($l: [Int!] = [5]) { echo(strict: { must: 1, list: $l }) }", "{}"),
        ("query ($i: Int) { echo(ints: [1, $i, null], grid: [[1], null]) }", "{}"),
        ("query ($i: Int!) { echo(ints2: [1, $i], grid: [[$i]], ints: $i) }", """{"i":3}"""),
        ("query ($g: [[Int!]]) { echo(grid: $g) }", """{"g":[1,[2,3],null]}"""),
        ("query ($g: [[Int!]]) { echo(grid: $g) }", """{"g":[[1,null]]}"""),
        ("query ($g: [[Int!]]) { echo(grid: $g) }", """{"g":1}"""),
        ("{ echo(grid: 1, ints: 2, colors: BLUE, points: { x: 2 }) }", "{}"),

        // One of several.
        ("query ($c: Choice) { echo(choice: $c) }", """{"c":{"text":"a"}}"""),
        ("query ($c: Choice) { echo(choice: $c) }", """{"c":{"text":"a","number":1}}"""),
        ("query ($c: Choice) { echo(choice: $c) }", """{"c":{"text":null}}"""),
        ("query ($c: Choice) { echo(choice: $c) }", """{"c":{"text":"a","number":null}}"""),
        ("query ($c: Choice) { echo(choice: $c) }", """{"c":{}}"""),
        ("query ($t: String!) { echo(choice: { text: $t }) }", """{"t":"a"}"""),
        ("query ($l: [Choice!]) { echo(choices: $l) }", """{"l":[{"point":{}},{"list":[1]},{"list":2}]}"""),

        // Leaves.
        ("query ($i: Int) { echo(int: $i) }", """{"i":2147483647}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":2147483648}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":-2147483648}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":-2147483649}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":1.0}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":1e3}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":1.5}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":1e-35}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":1e300}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":"1"}"""),
        ("query ($i: Int) { echo(int: $i) }", """{"i":true}"""),
        ("query ($f: Float) { echo(float: $f) }", """{"f":1}"""),
        ("query ($f: Float) { echo(float: $f) }", """{"f":1.25e10}"""),
        ("query ($f: Float) { echo(float: $f) }", """{"f":"1"}"""),
        ("query ($i: ID) { echo(id: $i) }", """{"i":"x"}"""),
        ("query ($i: ID) { echo(id: $i) }", """{"i":12}"""),
        ("query ($i: ID) { echo(id: $i) }", """{"i":1.5}"""),
        ("query ($i: ID) { echo(id: $i) }", """{"i":true}"""),
        ("query ($t: String) { echo(text: $t) }", """{"t":1}"""),
        ("query ($t: String) { echo(text: $t) }", """{"t":"\u00e9\ud83c\udfb5\n\"\\\u0000"}"""),
        ("query ($f: Boolean) { echo(flag: $f) }", """{"f":1}"""),
        ("query ($c: Color) { echo(color: $c) }", """{"c":"RED"}"""),
        ("query ($c: Color) { echo(color: $c) }", """{"c":"red"}"""),
        ("query ($c: Color) { echo(color: $c) }", """{"c":1}"""),
        ("query ($j: Json) { echo(json: $j) }", """{"j":{"a":[1,2.5,"x",null,true,{}]}}"""),
        ("query ($j: Json, $i: Int) { echo(json: { a: $j, b: [$i, 1], c: { d: $i } }) }", """{"j":[1]}"""),
        ("""{ echo(text: "\u00e9 \uD83C\uDFB5 \u{1F3B5} \n \" \\ \/", id: "a", float: -0.5e-2) }""", "{}"),
        ("""{ echo(text: "\"\"\"x\"\"\"") b: echo(json: {a: RED, b: 1.0, c: "x"}) }""", "{}"),

        // What names the operation and its types.
        ("{ __typename one { __typename } any { t: __typename } __schema { queryType { name } } __type(name: \"A\") { name kind interfaces { name } } }", "{}"),
        ("query ($n: String!) { __type(name: $n) { name possibleTypes { name } inputFields { name defaultValue type { kind name ofType { name } } } isOneOf } }", """{"n":"Choice"}"""),
        ("query ($n: String!) { __type(name: $n) { name inputFields { name defaultValue } enumValues { name } } }", """{"n":"Point"}"""),
        ("{ __type(name: \"Query\") { fields { name args { name defaultValue type { name kind } } } } }", "{}"),
        ("{ __type(name: \"Nothing\") { name } }", "{}"),
    ];
}
