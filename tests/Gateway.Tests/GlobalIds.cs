using System.Text;

namespace MusicGraph.Gateway.Tests;

internal static class GlobalIds
{
    public static string Of(string typeName, Guid key) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(typeName + ":"), .. key.ToByteArray()]);
}
