using System.Text.Json;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>What an error of the state and pub/sub APIs tells beside its code and message, as messages of <c>google.rpc</c>.</summary>
/// <remarks>dapr/kit, <c>errors/errors.go</c>; https://docs.dapr.io/developing-applications/error-codes/errors-overview/.</remarks>
/// <param name="Reason">A code that, unlike the error's own, no other error has.</param>
/// <param name="Metadata">Null is written as such.</param>
internal sealed record ErrorDetails(string Reason, IReadOnlyDictionary<string, string>? Metadata)
{
    private const string TypePrefix = "type.googleapis.com/google.rpc.";

    /// <summary>The component that the error is of.</summary>
    public (string Type, string Name, string Description)? Resource { get; init; }

    /// <summary>What in the request is wrong, and why.</summary>
    public (string Field, string Description)? Violation { get; init; }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("details"u8);
        if (Violation is { } violation)
        {
            WriteType(writer, "BadRequest");
            writer.WriteStartArray("field_violations"u8);
            writer.WriteStartObject();
            writer.WriteString("field"u8, violation.Field);
            writer.WriteString("description"u8, violation.Description);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        if (Resource is { } resource)
        {
            WriteType(writer, "ResourceInfo");
            writer.WriteString("description"u8, resource.Description);
            writer.WriteString("owner"u8, "");
            writer.WriteString("resource_name"u8, resource.Name);
            writer.WriteString("resource_type"u8, resource.Type);
            writer.WriteEndObject();
        }

        WriteType(writer, "ErrorInfo");
        writer.WriteString("domain"u8, "dapr.io");
        WriteMetadata(writer);
        writer.WriteString("reason"u8, Reason);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteType(Utf8JsonWriter writer, string type)
    {
        writer.WriteStartObject();
        writer.WriteString("@type"u8, TypePrefix + type);
    }

    private void WriteMetadata(Utf8JsonWriter writer)
    {
        if (Metadata is null)
        {
            writer.WriteNull("metadata"u8);
            return;
        }

        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in Metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }
}
