using static GraphQLEngine.Tests.Bombs.Bomb;

namespace GraphQLEngine.Tests.Bombs;

/// <summary>Every kind of bomb that a test throws.</summary>
internal static class Kinds
{
    public static IReadOnlyList<Bomb> All { get; } =
    [
        .. OfIntrospection(), .. OfFields(), .. OfFragments(), .. OfOperations(), .. OfValues(), .. OfNames(),
    ];

    public static Bomb Named(string name) => All.Single(bomb => bomb.Name == name);

    private static IEnumerable<Bomb> OfIntrospection() =>
    [
        new("a fragment of introspection spreads the next twice", 24, n =>
            $"{{__schema{{types{{...F0}}}}}} {Each(n, i => $"fragment F{i} on __Type{{...F{i + 1} ...F{i + 1}}}")} "
            + $"fragment F{n} on __Type{{name}}"),
        new("six fields of introspection a level", 9, n =>
            $"{{__schema{{types{{...F0}}}}}} "
            + Each(n, i => $"fragment F{i} on __Type{{{Times(6, $"ofType{{...F{i + 1}}}")}}}")
            + $" fragment F{n} on __Type{{name}}"),
        new("introspection asks for the same fragments many times", 400, n =>
            $"{{{Each(n, i => $"i{i}:__schema{{...F0}}")}}} "
            + $"{Each(n, i => $"fragment F{i} on __Schema{{...F{i + 1}}}")} "
            + $"fragment F{n} on __Schema{{description}}"),
        new("lists of introspection inside lists, each twice", 30, n =>
            $"{{__schema{{types{{...F0}}}}}} "
            + Each(n, i => $"fragment F{i} on __Type{{fields{{type{{...F{i + 1} ...F{i + 1}}}}}}}")
            + $" fragment F{n} on __Type{{name}}"),
        new("introspection inside introspection", 200, n =>
            $"{{{Times(n, "__schema{")}{Each(8 * n, i => "description")}{new string('}', n)}}}"),
        new("types of types of types", 5, n => $"{{__schema{{types{{{OfType(n)}}}}}}}"),
    ];

    private static string OfType(int levels) =>
        levels == 0 ? "x:name x:kind" : Times(3, $"ofType{{{OfType(levels - 1)}}}");

    private static IEnumerable<Bomb> OfFields() =>
    [
        new("the same leaf", 4_500, n => $"{{{Times(n, "x")}}}"),
        new("the same object", 2_000, n => $"{{{Times(n, "a{x}")}}}"),
        new("the same object, two fields under one name in each", 1_000, n => $"{{{Times(n, "a{z:x z:y}")}}}"),
        new("two fields under one name", 1_500, n => $"{{{Times(n, "z:x z:y")}}}"),
        new("nested fields under one name", 5, n => $"{{{Nested(n)}}}"),
        new("aliases", 3_000, n => $"{{{Each(n, i => $"a{i}:x")}}}"),
        new("fields without a selection", 4_000, n => $"{{{Times(n, "a")}}}"),
        new("fields that are not there", 4_000, n => $"{{{Each(n, i => $"no{i}")}}}"),
        new("fields inside each other", 240, n => $"{{{Times(n, "a{")}x{new string('}', n)}}}"),
        new("points moved again and again", 3_000, n => $"mutation{{{Each(n, i => $"m{i}:claim")}}}"),
        new("selections without names inside each other", 240, n =>
            $"{{{Times(n, "...{")}{Times(8 * n, "x y")}{new string('}', n)}}}"),
        new("selections without names, two fields under one name", 240, n =>
            $"{{{Times(n, "...{")}{Times(60, "z:x z:y")}{new string('}', n)}}}"),
        new("types that never meet", 800, n => $"{{u{{{Times(n, "...on A{y} ...on B{y}")}}}}}"),
        new("types that may not stand there", 1_500, n => $"{{a{{{Times(n, "...on B{z}")}}}}}"),
        new("interfaces of unions", 1_000, n => $"{{u{{{Each(n, i => $"...on I{{a{i}:x}}")}}}}}"),
    ];

    private static string Nested(int levels) =>
        levels == 0 ? "z:x z:y" : Times(3, $"a{{{Nested(levels - 1)}}}");

    private static IEnumerable<Bomb> OfFragments() =>
    [
        new("spreads of fragments that are not there", 4_500, n => $"{{{Each(n, i => $"...F{i}")}}}"),
        new("spreads of many fragments", 900, n =>
            $"{{a{{{Each(n, i => $"...F{i}")}}}}} {Each(n, i => $"fragment F{i} on A{{x}}")}"),
        new("spreads of many fragments on either side", 500, n =>
            $"{{a{{{Each(n, i => $"...F{i}")}}} a{{{Each(n, i => $"...G{i}")}}}}} "
            + $"{Each(n, i => $"fragment F{i} on A{{x}}")} {Each(n, i => $"fragment G{i} on A{{x}}")}"),
        new("a fragment spreads every later one", 90, n => $"{{a{{...F0}}}} {Each(n, i =>
            $"fragment F{i} on A{{x {Each(n - i - 1, j => $"...F{i + 1 + j}")}}}")}"),
        new("fragments that name each field twice", 18, n =>
            $"{{a{{...F0}}}} {Each(n, i => $"fragment F{i} on A{{a{{...F{i + 1}}} b{{...F{i + 1}}}}}")} "
            + $"fragment F{n} on A{{x}}"),
        new("fragments that name each field three times, wide at the end", 10, n =>
            $"{{a{{...F0}}}} {Each(n, i => $"fragment F{i} on A{{{Each(3, j => $"{"abc"[j]}{{...F{i + 1}}}")}}}")} "
            + $"fragment F{n} on A{{{Times(150 * n, "...G")} x}} fragment G on A{{x}}"),
        new("fragments whose fields differ below", 18, n =>
            $"{{a{{...F0}}}} {Each(n, i => $"fragment F{i} on A{{a{{...F{i + 1}}} a{{...G{i + 1}}}}}")} "
            + Each(n, i => $"fragment G{i} on A{{a{{...F{i + 1}}} a{{...G{i + 1}}}}}")
            + $" fragment F{n} on A{{z:x}} fragment G{n} on A{{z:y}}"),
        new("fragments that end where they began", 450, n => $"{{a{{...F0}}}} "
            + Each(n, i => $"fragment F{i} on A{{...F{(i + 1) % n} ...F0}}")),
        new("a fragment of every fragment", 65, n => $"{{a{{...F0}}}} "
            + Each(n, i => $"fragment F{i} on A{{{Each(n, j => $"...F{j}")}}}")),
        new("fragments that are not used", 1_000, n => $"{{x}} {Each(n, i => $"fragment F{i} on A{{x}}")}"),
        new("fragments of one name", 1_000, n => $"{{a{{...F}}}} {Times(n, "fragment F on A{x}")}"),
        new("fragments on what has no fields", 1_000, n =>
            $"{{{Each(n, i => $"...F{i}")}}} {Each(n, i => $"fragment F{i} on E{{x}}")}"),
    ];

    private static IEnumerable<Bomb> OfOperations() =>
    [
        new("operations without a name", 2_500, n => Times(n, "{x}")),
        new("operations of one name", 1_800, n => Times(n, "query Q{x}")),
        new("operations times fragments", 480, n =>
            $"{Each(n, i => $"query Q{i}{{...F0}}")} {Each(n, i => $"fragment F{i} on Query{{...F{i + 1}}}")} "
            + $"fragment F{n} on Query{{x}}"),
        new("operations times variables", 500, n =>
            $"{Each(n, i => $"query Q{i}($v:Int){{...F}}")} "
            + $"fragment F on Query{{a{{{Each(n / 2, i => $"f{i}:f(n:$v)")}}}}}"),
        new("operations times variables that are not defined", 500, n =>
            $"{Each(n, i => $"query Q{i}{{...F}}")} fragment F on Query{{a{{{Each(n, i => $"f{i}:f(n:$v)")}}}}}"),
        new("operations times variables that do not fit", 400, n =>
            $"{Each(n, i => $"query Q{i}($v:Int){{...F}}")} "
            + $"fragment F on Query{{a{{{Each(n / 2, i => $"f{i}:f(s:$v)")}}}}}"),
        new("a variable of many lists", 240, n =>
            $"query($v:{new string('[', n)}Int{new string(']', n)}){{a{{{Each(4 * n, i => $"f{i}:f(n:$v)")}}}}}"),
        new("variables that are not used", 2_000, n => $"query({Each(n, i => $"$v{i}:Int")}){{x}}"),
        new("variables of one name", 2_000, n => $"query({Times(n, "$v:Int")}){{take(n:[$v])}}"),
        new("variables that take no input", 2_000, n => $"query({Each(n, i => $"$v{i}:A")}){{x}}"),
        new("variables that decide", 600, n =>
            $"query({Each(n, i => $"$v{i}:Boolean=true")}){{{Each(n, i => $"x @skip(if:$v{i})")}}}"),
        new("subscriptions times fields", 900, n =>
            $"{Each(n, i => $"subscription S{i}{{...F}}")} fragment F on Subscription{{{Times(n, "s t")}}}"),
        new("definitions that do not run", 1_200, n => $"{{x}} {Each(n, i => $"type T{i} {{x: Int}}")}"),
    ];

    private static IEnumerable<Bomb> OfValues() =>
    [
        new("long equal arguments", 500, n => $"{{{Times(n, $"take(s:\"{new string('s', 1_500)}\")")}}}"),
        new("equal objects", 220, n => $"{{{Times(n, $"take(o:{{{Each(10, i => $"f{i}:{i}")}}})")}}}"),
        new("long lists", 4_900, n => $"{{take(n:[{Times(n, "1")}])}}"),
        new("long lists of what does not fit", 4_900, n => $"{{take(n:[{Times(n, "RED")}])}}"),
        new("lists inside lists", 240, n =>
            $"{{take(j:{new string('[', n)}\"{new string('s', 2_000 * n)}\"{new string(']', n)})}}"),
        new("lists inside lists that do not fit", 240, n =>
            $"{{take(s:{new string('[', n)}\"{new string('s', 2_000 * n)}\"{new string(']', n)})}}"),
        new("objects inside objects", 240, n =>
            $"{{take(o:{Times(n, "{no:1 in:")}1{new string('}', n)})}}"),
        new("objects in lists", 1_500, n => $"{{take(o:{{ins:[{Times(n, "{f:1}")}]}})}}"),
        new("fields of objects that are not there", 3_000, n => $"{{take(o:{{{Each(n, i => $"no{i}:1")}}})}}"),
        new("fields of objects given twice", 3_000, n => $"{{take(o:{{{Times(n, "f:1")}}})}}"),
        new("fields of any object given twice", 3_000, n => $"{{take(j:{{{Times(n, "f:1")}}})}}"),
        new("arguments given twice", 3_000, n => $"{{take({Times(n, "n:1")})}}"),
        new("arguments that are not there", 3_000, n => $"{{take({Each(n, i => $"no{i}:1")})}}"),
        new("a long word for a colour", 400, n =>
            $"{{{Each(20, i => $"c{i}:take(e:\"{new string('R', 100 * n)}\")")}}}"),
        new("a long number", 400, n => $"{{take(n:{new string('9', 1_000 * n)})}}"),
        new("a long block of text", 400, n => $"{{take(s:\"\"\"{Times(1_000 * n, "\n s")}\"\"\")}}"),
        new("directives given twice", 1_400, n => $"{{x {Times(n, "@skip(if:true)")}}}"),
        new("directives that may be given again", 1_400, n => $"{{x {Times(n, "@again(n:1)")}}}"),
        new("directives that are not there", 3_000, n => $"{{x {Each(n, i => $"@no{i}")}}}"),
        new("directives that miss what they need", 3_000, n => $"{{{Times(n, "x @skip")}}}"),
    ];

    private static IEnumerable<Bomb> OfNames() =>
    [
        new("a directive that the document defines and hardly hits", 700, n =>
            $"{{x @d({Each(n, i => $"{Long(90)}b{i}:1")})}} "
            + $"directive @d({Each(n, i => $"{Long(90)}a{i}:Int")}) on FIELD"),
        new("a directive that the document defines, with very long names", 10, n =>
            $"{{x @d({Each(n, i => $"{Long(5_000)}b{i}:1")})}} "
            + $"directive @d({Each(n, i => $"{Long(5_000)}a{i}:Int")}) on FIELD"),
        new("a directive of many arguments, each needed", 1_000, n =>
            $"{{x @d({Each(n, i => $"{Long(300)}{i}:1")})}} "
            + $"directive @d({Each(n, i => $"{Long(300)}{i}:Int!")}) on FIELD"),
        new("types that the document defines and hardly hits", 1_000, n =>
            $"query({Each(n, i => $"$v{i}:{Long(90)}b{i}")}){{x}} {Each(n, i => $"scalar {Long(90)}a{i}")}"),
        new("long names that are not there", 500, n => $"{{{Each(n, i => $"{Long(1_500)}{i}")}}}"),
        new("long names of a circle of fragments", 120, n => $"{{a{{...{Long(6_000)}0}}}} "
            + Each(n, i => $"fragment {Long(6_000)}{i} on A{{...{Long(6_000)}{(i + 1) % n} ...{Long(6_000)}0}}")),
        new("long names under one name", 20, n => $"{{{Times(n, $"{Long(20_000)}:x {Long(20_000)}:y")}}}"),
    ];

    private static string Long(int length) => new('n', length);
}
