using System.Text;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// Global ids as the Relay object identification specification asks for: opaque, unique across types. The form is the one of
/// HotChocolate 15's default serializer: base64 of the type's name, a colon and the key; a <see cref="Guid"/> as its 16 bytes.
/// </summary>
public static class NodeIds
{
    public static string Format(string typeName, Guid key) => Format(typeName, key.ToByteArray());

    public static string Format(string typeName, string key) => Format(typeName, Encoding.UTF8.GetBytes(key));

    /// <summary>The type's name in a global id, or null for what is no global id.</summary>
    public static string? TypeNameOf(string globalId) => Split(globalId, out var typeName, out _) ? typeName : null;

    /// <summary>The key in a global id of this type. Keys are <see cref="Guid"/>, <see cref="string"/>, <see cref="int"/> or <see cref="long"/>.</summary>
    /// <exception cref="GraphQLException">It is no global id, or one of another type.</exception>
    public static T Parse<T>(string globalId, string typeName)
    {
        if (Split(globalId, out var actual, out var key))
        {
            if (actual != typeName) throw new GraphQLException(new GraphQLError($"The node id type name `{actual}` does not match the expected type name `{typeName}`."));
            if (TryParseKey(key, out T value)) return value;
        }

        throw new GraphQLException(new GraphQLError($"The node id `{globalId}` has an invalid format."));
    }

    private static bool TryParseKey<T>(byte[] key, out T value)
    {
        if (typeof(T) == typeof(Guid))
        {
            if (key.Length == 16)
            {
                value = (T)(object)new Guid(key);
                return true;
            }

            if (Guid.TryParse(key, null, out var guid))
            {
                value = (T)(object)guid;
                return true;
            }
        }
        else if (typeof(T) == typeof(string))
        {
            value = (T)(object)Encoding.UTF8.GetString(key);
            return true;
        }
        else if (typeof(T) == typeof(int) && int.TryParse(key, out var number))
        {
            value = (T)(object)number;
            return true;
        }
        else if (typeof(T) == typeof(long) && long.TryParse(key, out var big))
        {
            value = (T)(object)big;
            return true;
        }

        value = default!;
        return false;
    }

    private static string Format(string typeName, ReadOnlySpan<byte> key)
    {
        var raw = new byte[Encoding.UTF8.GetByteCount(typeName) + 1 + key.Length];
        var length = Encoding.UTF8.GetBytes(typeName, raw);
        raw[length] = (byte)':';
        key.CopyTo(raw.AsSpan(length + 1));
        return Convert.ToBase64String(raw);
    }

    private static bool Split(string globalId, out string typeName, out byte[] key)
    {
        typeName = "";
        key = [];
        var raw = new byte[globalId.Length];
        if (!Convert.TryFromBase64String(globalId, raw, out var length)) return false;
        var colon = raw.AsSpan(0, length).IndexOf((byte)':');
        if (colon <= 0) return false;
        typeName = Encoding.UTF8.GetString(raw, 0, colon);
        key = raw[(colon + 1)..length];
        return true;
    }
}
