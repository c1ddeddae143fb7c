using System.Text.Json;
using MusicGraph.GraphQL.Language;

namespace MusicGraph.GraphQL.Types;

/// <summary><c>CoerceVariableValues</c> of section 6.1.2, straight from the JSON of the request.</summary>
public static class VariableCoercion
{
    /// <summary>The deepest nesting of JSON that is followed.</summary>
    public const int MaxDepth = 64;

    private const int MaxErrors = 20;
    private const int FewVariables = 16;

    /// <summary>Makes constants of an operation's variables.</summary>
    /// <param name="json">A JSON object in UTF-8, <c>null</c>, or nothing.</param>
    /// <param name="document">Gives errors their locations.</param>
    /// <param name="files">The files that came with the request; a number is the place of one in it where a file is expected.</param>
    /// <exception cref="GraphQLException">It is no JSON object, or values are not of their variables' types; every such variable is named.</exception>
    public static VariableValues CoerceVariableValues(
        Schema schema,
        OperationDefinitionNode operation,
        ReadOnlyMemory<byte> json,
        DocumentNode? document = null,
        IReadOnlyList<IFile>? files = null)
    {
        if (operation.VariableDefinitions.Count == 0 && json.IsEmpty) return VariableValues.Empty;
        var slices = new Range[operation.VariableDefinitions.Count];
        try
        {
            Split(json.Span, operation.VariableDefinitions, slices);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The reader reports names that are no Unicode text as invalid operations.
            throw new GraphQLException($"Variables are not valid JSON: {exception.Message}");
        }

        var values = new VariableValues();
        var errors = new List<GraphQLError>();
        for (var index = 0; index < slices.Length && errors.Count < MaxErrors; index++)
        {
            var definition = operation.VariableDefinitions[index];
            var slice = json.Span[slices[index]];
            if (Coerce(schema, definition, slice, files, out var value) is { } fault)
            {
                errors.Add(new(fault, document?.Locate(definition.VariableStart) is { } location ? [location] : null));
            }
            else if (value is not null)
            {
                values.Set(definition.Name, value);
            }
        }

        return errors.Count == 0 ? values : throw new GraphQLException(errors);
    }

    /// <summary>Finds where the value of each variable stands. Of two with the same name the last counts, as in JavaScript.</summary>
    private static void Split(ReadOnlySpan<byte> json, IReadOnlyList<VariableDefinitionNode> definitions, Range[] slices)
    {
        if (json.IsEmpty) return;
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
        {
            reader.Read();
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject) throw new GraphQLException("Variables must be provided as an object.");

        // Looking through many variables for each of many properties would take quadratic time.
        var byName = definitions.Count > FewVariables ? new Dictionary<string, int>(definitions.Count) : null;
        for (var index = 0; byName is not null && index < definitions.Count; index++) byName.TryAdd(definitions[index].Name, index);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var index = byName is null ? IndexOf(definitions, ref reader) : byName.GetValueOrDefault(reader.GetString()!, -1);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (index >= 0) slices[index] = start..(int)reader.BytesConsumed;
        }

        reader.Read();
    }

    private static int IndexOf(IReadOnlyList<VariableDefinitionNode> definitions, ref Utf8JsonReader reader)
    {
        for (var index = 0; index < definitions.Count; index++)
        {
            if (reader.ValueTextEquals(definitions[index].Name)) return index;
        }

        return -1;
    }

    /// <returns>What is wrong, or null.</returns>
    private static string? Coerce(Schema schema, VariableDefinitionNode definition, ReadOnlySpan<byte> json, IReadOnlyList<IFile>? files, out ValueNode? value)
    {
        value = null;
        if (schema.FindType(definition.Type) is not { IsInputType: true } type)
        {
            return $"Variable \"${definition.Name}\" expected value of type \"{definition.Type}\" which cannot be used as an input type.";
        }

        if (json.IsEmpty)
        {
            value = definition.DefaultValue;
            return value is null && type.Kind == TypeKind.NonNull
                ? $"Variable \"${definition.Name}\" of required type \"{type}\" was not provided."
                : null;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null && type.Kind == TypeKind.NonNull)
        {
            return $"Variable \"${definition.Name}\" of non-null type \"{type}\" must not be null.";
        }

        try
        {
            value = new JsonCoercion(json, files).Convert(ref reader, type);
            return null;
        }
        catch (JsonCoercionException exception)
        {
            var place = exception.Path.Length > 0 ? $" at \"{definition.Name}{exception.Path}\"" : "";
            return $"Variable \"${definition.Name}\" got invalid value {exception.Value}{place}; {exception.Message}";
        }
        catch (InvalidOperationException)
        {
            return $"Variable \"${definition.Name}\" got an invalid value; it contains text that is not valid Unicode.";
        }
    }
}
