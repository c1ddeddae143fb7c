namespace MusicGraph.GraphQL.Language;

/// <summary>Operations and fragments.</summary>
public sealed partial class SyntaxPrinter
{
    /// <summary>Prints a document without the comments and spacing of its source.</summary>
    public static string Print(DocumentNode document)
    {
        var printer = new SyntaxPrinter();
        for (var index = 0; index < document.Definitions.Count; index++)
        {
            if (index > 0) printer._text.Append("\n\n");
            printer.Write(document.Definitions[index]);
        }

        return printer._text.ToString();
    }

    /// <summary>Prints one definition.</summary>
    public static string Print(DefinitionNode definition)
    {
        var printer = new SyntaxPrinter();
        printer.Write(definition);
        return printer._text.ToString();
    }

    private void Write(DefinitionNode definition)
    {
        switch (definition)
        {
            case OperationDefinitionNode operation: Write(operation); break;
            case FragmentDefinitionNode fragment: Write(fragment); break;
            case TypeSystemDefinitionNode typeSystem: Write(typeSystem); break;
        }
    }

    private void Write(OperationDefinitionNode operation)
    {
        WriteDescription(operation.Description);
        var isAnonymousQuery = operation is { Operation: OperationType.Query, Name: null, Description: null };
        if (!isAnonymousQuery || operation.VariableDefinitions.Count > 0 || operation.Directives.Count > 0)
        {
            _text.Append(operation.Operation switch
            {
                OperationType.Mutation => "mutation ",
                OperationType.Subscription => "subscription ",
                _ => "query ",
            });
            _text.Append(operation.Name);
            if (operation.VariableDefinitions.Count > 0) Write(operation.VariableDefinitions);
            if (operation.Name is null && operation.VariableDefinitions.Count == 0) _text.Length--;
            WriteDirectives(operation.Directives);
            _text.Append(' ');
        }

        Write(operation.SelectionSet);
    }

    private void Write(FragmentDefinitionNode fragment)
    {
        WriteDescription(fragment.Description);
        _text.Append("fragment ").Append(fragment.Name).Append(" on ").Append(fragment.TypeCondition.Name);
        WriteDirectives(fragment.Directives);
        _text.Append(' ');
        Write(fragment.SelectionSet);
    }

    /// <summary>On lines of their own where one takes several.</summary>
    private void Write(IReadOnlyList<VariableDefinitionNode> variables)
    {
        var start = _text.Append('(').Length;
        WriteSeparated(variables, ", ", Write);
        if (_text.ToString(start, _text.Length - start).Contains('\n'))
        {
            _text.Length = start;
            _text.Append('\n');
            WriteSeparated(variables, "\n", Write);
            _text.Append('\n');
        }

        _text.Append(')');
    }

    private void Write(VariableDefinitionNode variable)
    {
        WriteDescription(variable.Description);
        _text.Append('$').Append(variable.Name).Append(": ").Append(variable.Type);
        WriteDefault(variable.DefaultValue);
        WriteDirectives(variable.Directives);
    }

    private void Write(SelectionSetNode set) => WriteLines('{', set.Selections, Write, '}');

    private void Write(SelectionNode selection)
    {
        SelectionSetNode? below = null;
        switch (selection)
        {
            case FieldNode field:
                var start = _text.Length;
                if (field.Alias is { } alias) _text.Append(alias).Append(": ");
                _text.Append(field.Name);
                WriteArguments(field.Arguments, start);
                below = field.SelectionSet;
                break;
            case FragmentSpreadNode spread:
                _text.Append("...").Append(spread.Name);
                break;
            case InlineFragmentNode fragment:
                _text.Append("...");
                if (fragment.TypeCondition is { } condition) _text.Append(" on ").Append(condition.Name);
                below = fragment.SelectionSet;
                break;
        }

        WriteDirectives(selection.Directives);
        if (below is null) return;
        _text.Append(' ');
        Write(below);
    }

    /// <summary>In one line, or each in its own where that would be long.</summary>
    /// <param name="lineStart">Where the field begins in the text.</param>
    private void WriteArguments(IReadOnlyList<ArgumentNode> arguments, int lineStart)
    {
        if (arguments.Count == 0) return;
        var start = _text.Length;
        _text.Append('(');
        WriteSeparated(arguments, ", ", Write);
        _text.Append(')');
        var length = _text.Length - lineStart;
        if (length <= LongestLine) return;

        // Indentation inside of block strings does not count.
        if (length - (2 * _indentation * _text.ToString(start, _text.Length - start).AsSpan().Count('\n')) <= LongestLine) return;
        _text.Length = start;
        WriteLines('(', arguments, Write, ')');
    }

    private void Write(ArgumentNode argument)
    {
        _text.Append(argument.Name).Append(": ");
        Write(argument.Value);
    }

    private void WriteDirectives(IReadOnlyList<DirectiveNode> directives)
    {
        foreach (var directive in directives)
        {
            _text.Append(" @").Append(directive.Name);
            if (directive.Arguments.Count == 0) continue;
            _text.Append('(');
            WriteSeparated(directive.Arguments, ", ", Write);
            _text.Append(')');
        }
    }

    private void WriteDefault(ValueNode? value)
    {
        if (value is null) return;
        _text.Append(" = ");
        Write(value);
    }

    private void WriteSeparated<T>(IReadOnlyList<T> items, string separator, Action<T> write)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (index > 0) _text.Append(separator);
            write(items[index]);
        }
    }

    /// <summary>A block string in lines of its own where the text allows it.</summary>
    private void WriteDescription(string? description)
    {
        if (description is null) return;
        _text.Append(BlockStrings.CanPrint(description) ? Indent(BlockStrings.Print(description)) : Quote(description));
        NewLine();
    }

    private string Indent(string block) =>
        _indentation == 0 ? block : block.Replace("\n", $"\n{new string(' ', _indentation * 2)}");

    private void NewLine() => _text.Append('\n').Append(' ', _indentation * 2);
}
