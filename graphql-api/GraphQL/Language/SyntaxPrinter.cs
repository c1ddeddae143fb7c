using System.Globalization;
using System.Text;

namespace MusicGraph.GraphQL.Language;

/// <summary>Prints syntax trees in the form that graphql-js's <c>print</c> gives them: two spaces a level, one blank line between definitions.</summary>
public sealed partial class SyntaxPrinter
{
    private readonly StringBuilder _text = new();

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
        // A block string of several lines would have to know its indentation here; the meaning is the same.
        var oneLine = node.Block && !node.Value.Contains('\n') && BlockStrings.CanPrint(node.Value);
        _text.Append(oneLine ? BlockStrings.Print(node.Value) : Quote(node.Value));
    }

    private void WriteList(ListValueNode node)
    {
        _text.Append('[');
        for (var index = 0; index < node.Items.Count; index++)
        {
            if (index > 0) _text.Append(", ");
            Write(node.Items[index]);
        }

        _text.Append(']');
    }

    private void WriteObject(ObjectValueNode node)
    {
        if (node.Fields.Count == 0)
        {
            _text.Append("{}");
            return;
        }

        _text.Append("{ ");
        for (var index = 0; index < node.Fields.Count; index++)
        {
            if (index > 0) _text.Append(", ");
            _text.Append(node.Fields[index].Name).Append(": ");
            Write(node.Fields[index].Value);
        }

        _text.Append(" }");
    }
}
