using System.Text.Json;
using MusicGraph.Dapr.Runtime.Components;

namespace MusicGraph.Dapr.Runtime.Http;

/// <summary>The answer to <c>GET /v1.0/metadata</c>.</summary>
internal static class SidecarMetadata
{
    public static void Write(Utf8JsonWriter writer, SidecarState state, string version)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, state.AppId);
        writer.WriteString("runtimeVersion"u8, version);
        WriteComponents(writer, state);
        WriteSubscriptions(writer, state);
        WriteHttpEndpoints(writer, state);
        WriteApp(writer, state);
        writer.WriteStartObject("extended"u8);
        writer.WriteString("daprRuntimeVersion"u8, version);
        foreach (var (name, value) in state.Attributes)
            writer.WriteString(name, value);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteHttpEndpoints(Utf8JsonWriter writer, SidecarState state)
    {
        if (state.Components.HttpEndpoints.Count == 0)
            return;

        writer.WriteStartArray("httpEndpoints"u8);
        foreach (var name in state.Components.HttpEndpoints.Keys)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, name);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteApp(Utf8JsonWriter writer, SidecarState state)
    {
        if (state.AppEndpoint is not { } app)
            return;

        writer.WriteStartObject("appConnectionProperties"u8);
        writer.WriteNumber("port"u8, app.Port);
        writer.WriteString("protocol"u8, app.Scheme);
        writer.WriteString("channelAddress"u8, app.Host);
        writer.WriteEndObject();
    }

    private static void WriteComponents(Utf8JsonWriter writer, SidecarState state)
    {
        writer.WriteStartArray("components"u8);
        foreach (var component in state.Components.All)
        {
            writer.WriteStartObject();
            writer.WriteString("name"u8, component.Name);
            writer.WriteString("type"u8, component.Type);
            writer.WriteString("version"u8, component.Version);
            writer.WriteStartArray("capabilities"u8);
            foreach (var capability in component.Capabilities)
                writer.WriteStringValue(capability);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, SubscriptionDefinition subscription)
    {
        if (subscription.Metadata.Count == 0)
            return;

        writer.WriteStartObject("metadata"u8);
        foreach (var (name, value) in subscription.Metadata)
            writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    private static void WriteSubscriptions(Utf8JsonWriter writer, SidecarState state)
    {
        writer.WriteStartArray("subscriptions"u8);
        foreach (var subscription in state.Subscriptions)
        {
            writer.WriteStartObject();
            writer.WriteString("pubsubname"u8, subscription.PubSubName);
            writer.WriteString("topic"u8, subscription.Topic);
            writer.WriteStartArray("rules"u8);
            foreach (var rule in subscription.Rules)
            {
                writer.WriteStartObject();
                if (rule.Match is not null)
                    writer.WriteString("match"u8, rule.Match.Text);
                writer.WriteString("path"u8, rule.Path);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WriteMetadata(writer, subscription);
            writer.WriteString("deadLetterTopic"u8, subscription.DeadLetterTopic ?? "");
            writer.WriteString("type"u8, subscription.IsDeclarative ? "DECLARATIVE"u8 : "PROGRAMMATIC"u8);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
