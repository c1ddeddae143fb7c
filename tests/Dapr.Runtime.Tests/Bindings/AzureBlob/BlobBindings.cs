using System.Text;
using MusicGraph.Dapr.Runtime.Bindings;
using MusicGraph.Dapr.Runtime.Bindings.AzureBlob;
using MusicGraph.Dapr.Runtime.Components;
using MusicGraph.Dapr.Runtime.Tests.Support;
using MusicGraph.Servers.Azure;

namespace MusicGraph.Dapr.Runtime.Tests.Bindings.AzureBlob;

/// <summary>Opens bindings on an <see cref="AzuriteServer"/>, and calls them.</summary>
internal static class BlobBindings
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<IOutputBinding> OpenAsync(AzuriteServer server, params (string Name, string Value)[] changes)
        => await AzureBlobBinding.OpenAsync(Context(server, changes), Cancellation);

    public static Task<BindingResult?> InvokeAsync(
        this IOutputBinding binding, string operation, string data = "null", params (string Name, string Value)[] metadata)
        => binding.InvokeAsync(
            operation, Encoding.UTF8.GetBytes(data), metadata.ToDictionary(field => field.Name, field => field.Value), Cancellation);

    public static async Task<string> TextAsync(this BindingResult? result)
    {
        using var reader = new StreamReader(result!.Data);
        return await reader.ReadToEndAsync(Cancellation);
    }

    /// <summary>The right fields, with some of them changed; one that is changed to nothing is left out.</summary>
    private static ComponentContext Context(AzuriteServer server, params (string Name, string Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["accountName"] = AzuriteServer.AccountName,
            ["accountKey"] = AzuriteServer.AccountKey,
            ["containerName"] = "media",
            ["endpoint"] = server.Endpoint,
            ["getBlobRetryCount"] = "0",
        };
        foreach (var (name, value) in changes)
            fields[name] = value;
        return ComponentContexts.Create(
            "bindings.azure.blobstorage", "/", TimeProvider.System, [.. fields.Where(field => field.Value.Length > 0).Select(field => (field.Key, field.Value))]);
    }
}
