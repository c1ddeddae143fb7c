using System.Globalization;
using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>
/// Prints syntax trees in the form that graphql-js's <c>print</c> gives them: two spaces a level, one blank line between definitions.
/// </summary>
public sealed partial class SyntaxPrinter
{
    private const int LongestLine = 80;

    private readonly StringBuilder _text = new();
    private int _indentation;

    private SyntaxPrinter() { }

    public static string Print(ValueNode value)
    {
        var printer = new SyntaxPrinter();
        printer.Write(value);
        return printer._text.ToString();
    }

    /// <summary>A string literal with the escapes of section 2.9.4.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or (>= '\u007f' and < '\u00a0') =>
                    text.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        return text.Append('"').ToString();
    }

    private void Write(ValueNode value)
    {
        switch (value)
        {
            case VariableNode node: _text.Append('$').Append(node.Name); break;
            case IntValueNode node: _text.Append(node.Text); break;
            case FloatValueNode node: _text.Append(node.Text); break;
            case StringValueNode node: WriteString(node); break;
            case BooleanValueNode node: _text.Append(node.Value ? "true" : "false"); break;
            case EnumValueNode node: _text.Append(node.Value); break;
            case ListValueNode node: WriteList(node); break;
            case ObjectValueNode node: WriteObject(node); break;
            default: _text.Append("null"); break;
        }
    }

    private void WriteString(StringValueNode node)
    {
        _text.Append(node.Block && BlockStrings.CanPrint(node.Value) ? Indent(BlockStrings.Print(node.Value)) : Quote(node.Value));
    }

    private void WriteList(ListValueNode node)
    {
        if (FlatLength(node, LongestLine) > LongestLine)
        {
            WriteLines('[', node.Items, Write, ']');
            return;
        }

        _text.Append('[');
        WriteSeparated(node.Items, ", ", Write);
        _text.Append(']');
    }

    private void WriteObject(ObjectValueNode node)
    {
        if (FlatLength(node, LongestLine) > LongestLine)
        {
            WriteLines('{', node.Fields, Write, '}');
            return;
        }

        _text.Append("{ ");
        WriteSeparated(node.Fields, ", ", Write);
        _text.Append(" }");
    }

    private void Write(ObjectFieldNode field)
    {
        _text.Append(field.Name).Append(": ");
        Write(field.Value);
    }

    private void WriteLines<T>(char open, IReadOnlyList<T> items, Action<T> write, char close)
    {
        _text.Append(open);
        _indentation++;
        foreach (var item in items)
        {
            NewLine();
            write(item);
        }

        _indentation--;
        NewLine();
        _text.Append(close);
    }

    /// <summary>The length of a value in one line; for one that is longer than the limit, any length beyond it.</summary>
    private static int FlatLength(ValueNode value, int limit)
    {
        switch (value)
        {
            case ListValueNode list:
                var length = Math.Max(2, list.Items.Count * 2);
                for (var index = 0; index < list.Items.Count && length <= limit; index++) length += FlatLength(list.Items[index], limit - length);
                return length;
            case ObjectValueNode node:
                var total = Math.Max(4, 2 + (node.Fields.Count * 4));
                for (var index = 0; index < node.Fields.Count && total <= limit; index++)
                {
                    total += node.Fields[index].Name.Length;
                    total += FlatLength(node.Fields[index].Value, limit - total);
                }

                return total;
            case StringValueNode { Value.Length: var count } when count > limit:
                return count;
            case StringValueNode { Block: true } block when BlockStrings.CanPrint(block.Value):
                return BlockStrings.Print(block.Value).Length;
            case StringValueNode text:
                return Quote(text.Value).Length;
            case VariableNode variable:
                return variable.Name.Length + 1;
            case IntValueNode number:
                return number.Text.Length;
            case FloatValueNode number:
                return number.Text.Length;
            case EnumValueNode name:
                return name.Value.Length;
            default:
                return value is BooleanValueNode { Value: false } ? 5 : 4;
        }
    }
}
