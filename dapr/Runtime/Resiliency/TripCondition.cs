using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGraph.Dapr.Runtime.Resiliency;

/// <summary>
/// When a circuit opens, such as <c>consecutiveFailures &gt; 5</c>: of the Common Expression Language what numbers and conditions need, which
/// are comparisons, arithmetic, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c>, brackets, and <c>double(…)</c>. As there, dividing whole numbers gives one.
/// </summary>
/// <remarks>https://docs.dapr.io/operations/resiliency/policies/circuit-breakers/; the counts by name as in dapr's <c>breaker/circuitbreaker.go</c>.</remarks>
internal sealed partial class TripCondition
{
    private readonly Func<BreakerCounts, double> _condition;

    private TripCondition(Func<BreakerCounts, double> condition) => _condition = condition;

    /// <summary>daprd's.</summary>
    public static TripCondition Default { get; } = Parse("consecutiveFailures > 5");

    public bool IsMet(in BreakerCounts counts) => _condition(counts) != 0;

    /// <exception cref="FormatException">It is no condition on the counts.</exception>
    public static TripCondition Parse(string text)
    {
        var parser = new Parser([.. Token().Matches(text).Select(match => match.Value)]);
        var condition = parser.ReadAll();
        return condition.Kind == Kind.Condition
            ? new TripCondition(condition.Evaluate)
            : throw new FormatException($"'{text}' is a number, no condition");
    }

    private enum Kind
    {
        Condition,
        Whole,
        Fraction,
    }

    private sealed record Node(Kind Kind, Func<BreakerCounts, double> Evaluate);

    /// <summary>One method per precedence, from the loosest.</summary>
    private sealed class Parser(string[] tokens)
    {
        private int _next;

        public Node ReadAll()
        {
            var node = ReadOr();
            return _next == tokens.Length ? node : throw new FormatException($"'{tokens[_next]}' is not expected");
        }

        private Node ReadOr()
        {
            var left = ReadAnd();
            while (Take("||"))
                left = Logical(left, ReadAnd(), static (a, b) => a || b);
            return left;
        }

        private Node ReadAnd()
        {
            var left = ReadComparison();
            while (Take("&&"))
                left = Logical(left, ReadComparison(), static (a, b) => a && b);
            return left;
        }

        private Node ReadComparison()
        {
            var left = ReadSum();
            return TakeOne(">", ">=", "<", "<=", "==", "!=") switch
            {
                ">" => Compare(left, static (a, b) => a > b),
                ">=" => Compare(left, static (a, b) => a >= b),
                "<" => Compare(left, static (a, b) => a < b),
                "<=" => Compare(left, static (a, b) => a <= b),
                "==" => Compare(left, static (a, b) => a == b),
                "!=" => Compare(left, static (a, b) => a != b),
                _ => left,
            };
        }

        private Node Compare(Node left, Func<double, double, bool> compare)
        {
            var right = Number(ReadSum());
            Number(left);
            return new Node(Kind.Condition, counts => compare(left.Evaluate(counts), right.Evaluate(counts)) ? 1 : 0);
        }

        private Node ReadSum()
        {
            var left = ReadProduct();
            while (TakeOne("+", "-") is { } sign)
            {
                left = sign == "+"
                    ? Arithmetic(left, ReadProduct(), static (a, b) => a + b)
                    : Arithmetic(left, ReadProduct(), static (a, b) => a - b);
            }

            return left;
        }

        private Node ReadProduct()
        {
            var left = ReadUnary();
            while (TakeOne("*", "/", "%") is { } sign)
            {
                left = sign switch
                {
                    "*" => Arithmetic(left, ReadUnary(), static (a, b) => a * b),
                    "%" => Arithmetic(left, ReadUnary(), static (a, b) => a % b),
                    _ => Arithmetic(left, ReadUnary(), static (a, b) => a / b),
                };
            }

            return left;
        }

        private Node ReadUnary()
        {
            if (Take("!"))
            {
                var condition = Condition(ReadUnary());
                return condition with { Evaluate = counts => condition.Evaluate(counts) == 0 ? 1 : 0 };
            }

            if (Take("-"))
            {
                var number = Number(ReadUnary());
                return number with { Evaluate = counts => -number.Evaluate(counts) };
            }

            return ReadPrimary();
        }

        private Node ReadPrimary()
        {
            var token = _next < tokens.Length ? tokens[_next++] : throw new FormatException("it ends too early");
            switch (token)
            {
                case "(":
                    return ReadBracket();
                case "double" or "int" when Take("("):
                    var number = Number(ReadBracket());
                    return token == "double"
                        ? number with { Kind = Kind.Fraction }
                        : new Node(Kind.Whole, counts => Math.Truncate(number.Evaluate(counts)));
                case "true" or "false":
                    return new Node(Kind.Condition, token == "true" ? static _ => 1 : static _ => 0);
                case "requests":
                    return new Node(Kind.Whole, static counts => counts.Requests);
                case "totalSuccesses":
                    return new Node(Kind.Whole, static counts => counts.TotalSuccesses);
                case "totalFailures":
                    return new Node(Kind.Whole, static counts => counts.TotalFailures);
                case "consecutiveSuccesses":
                    return new Node(Kind.Whole, static counts => counts.ConsecutiveSuccesses);
                case "consecutiveFailures":
                    return new Node(Kind.Whole, static counts => counts.ConsecutiveFailures);
                default:
                    return double.TryParse(token, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
                        ? new Node(token.Contains('.', StringComparison.Ordinal) ? Kind.Fraction : Kind.Whole, _ => value)
                        : throw new FormatException($"'{token}' is not known");
            }
        }

        private Node ReadBracket()
        {
            var inner = ReadOr();
            return Take(")") ? inner : throw new FormatException("')' is missing");
        }

        private static Node Logical(Node left, Node right, Func<bool, bool, bool> combine)
        {
            Condition(left);
            Condition(right);
            return new Node(Kind.Condition, counts => combine(left.Evaluate(counts) != 0, right.Evaluate(counts) != 0) ? 1 : 0);
        }

        private static Node Arithmetic(Node left, Node right, Func<double, double, double> combine)
            => Number(left).Kind == Kind.Fraction || Number(right).Kind == Kind.Fraction
                ? new Node(Kind.Fraction, counts => combine(left.Evaluate(counts), right.Evaluate(counts)))
                : new Node(Kind.Whole, counts => Math.Truncate(combine(left.Evaluate(counts), right.Evaluate(counts))));

        private static Node Number(Node node) => node.Kind != Kind.Condition ? node : throw new FormatException("a number is needed");

        private static Node Condition(Node node) => node.Kind == Kind.Condition ? node : throw new FormatException("a condition is needed");

        private bool Take(string token) => TakeOne(token) is not null;

        private string? TakeOne(params ReadOnlySpan<string> candidates)
            => _next < tokens.Length && candidates.Contains(tokens[_next]) ? tokens[_next++] : null;
    }

    [GeneratedRegex(@"\w+(?:\.\d+)?|&&|\|\||[<>=!]=|[^\s]", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
