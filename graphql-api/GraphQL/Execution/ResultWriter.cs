using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;

namespace MusicGraph.GraphQL.Execution;

/// <summary>
/// Writes a response as UTF-8 JSON into one pooled, growing buffer. Every <c>Write</c> of a value returns whether there was one:
/// for null it writes nothing and returns false, and the caller decides between <c>null</c> and an error. What was written can be
/// taken back (<see cref="Position"/>), which is how a null travels up to the nearest nullable field.
/// </summary>
public sealed class ResultWriter : IDisposable
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code), '"', '\\']);

    private const int DefaultCapacity = 4096;

    private byte[] _buffer;
    private int _position;

    public ResultWriter()
        : this(DefaultCapacity)
    {
    }

    /// <param name="capacity">How many bytes will probably be written: then nothing has to be copied on the way.</param>
    internal ResultWriter(int capacity) => _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(capacity, DefaultCapacity));

    /// <summary>The number of bytes written. Setting it to an earlier one takes back what came after.</summary>
    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _position);

    public bool Write(string? value)
    {
        if (value is null) return false;
        Write(value.AsSpan());
        return true;
    }

    public void Write(ReadOnlySpan<char> value)
    {
        var span = Reserve(value.Length + 2);
        if (!JsonText.TryCopyPlain(value, span[1..]))
        {
            WriteEscaped(value);
            return;
        }

        span[0] = (byte)'"';
        span[value.Length + 1] = (byte)'"';
        _position += value.Length + 2;
    }

    public bool Write(bool value)
    {
        WriteRaw(value ? "true"u8 : "false"u8);
        return true;
    }

    public bool Write(int value)
    {
        Utf8Formatter.TryFormat(value, Reserve(11), out var written);
        _position += written;
        return true;
    }

    public bool Write(long value)
    {
        Utf8Formatter.TryFormat(value, Reserve(20), out var written);
        _position += written;
        return true;
    }

    /// <exception cref="GraphQLException">The number is not finite; JSON has no form for it.</exception>
    public bool Write(double value)
    {
        if (!double.IsFinite(value)) throw new GraphQLException($"Float cannot represent non-finite value {value.ToString(CultureInfo.InvariantCulture)}.");
        value.TryFormat(Reserve(32), out var written, "R", CultureInfo.InvariantCulture);
        _position += written;
        return true;
    }

    public bool Write(decimal value)
    {
        value.TryFormat(Reserve(32), out var written, default, CultureInfo.InvariantCulture);
        _position += written;
        return true;
    }

    public bool Write(Guid value)
    {
        var span = Reserve(38);
        span[0] = (byte)'"';
        value.TryFormat(span[1..], out _);
        span[37] = (byte)'"';
        _position += 38;
        return true;
    }

    /// <summary>RFC 3339 with milliseconds, never more or less, UTC as <c>Z</c>; see https://www.graphql-scalars.com/date-time.</summary>
    public bool Write(DateTimeOffset value) =>
        WriteFormatted(value, value.Offset == TimeSpan.Zero ? "yyyy-MM-ddTHH:mm:ss.fff'Z'" : "yyyy-MM-ddTHH:mm:ss.fffzzz");

    public bool Write(DateOnly value) => WriteFormatted(value, "yyyy-MM-dd");

    public bool Write(Uri? value) => Write(value?.OriginalString);

    public bool Write(bool? value) => value is { } some && Write(some);

    public bool Write(int? value) => value is { } some && Write(some);

    public bool Write(long? value) => value is { } some && Write(some);

    public bool Write(double? value) => value is { } some && Write(some);

    public bool Write(decimal? value) => value is { } some && Write(some);

    public bool Write(Guid? value) => value is { } some && Write(some);

    public bool Write(DateTimeOffset? value) => value is { } some && Write(some);

    public bool Write(DateOnly? value) => value is { } some && Write(some);

    /// <summary>Writes a name that needs no escape, such as an enum value's, as a JSON string.</summary>
    public bool WriteName(ReadOnlySpan<byte> name)
    {
        var span = Reserve(name.Length + 2);
        span[0] = (byte)'"';
        name.CopyTo(span[1..]);
        span[name.Length + 1] = (byte)'"';
        _position += name.Length + 2;
        return true;
    }

    /// <summary>Writes a global id (<see cref="NodeIds"/>).</summary>
    public bool WriteNodeId(ReadOnlySpan<byte> typeName, Guid id)
    {
        Span<byte> raw = stackalloc byte[typeName.Length + 17];
        typeName.CopyTo(raw);
        raw[typeName.Length] = (byte)':';
        id.TryWriteBytes(raw[(typeName.Length + 1)..]);
        return WriteBase64(raw);
    }

    /// <inheritdoc cref="WriteNodeId(ReadOnlySpan{byte}, Guid)"/>
    public bool WriteNodeId(ReadOnlySpan<byte> typeName, Guid? id) => id is { } some && WriteNodeId(typeName, some);

    /// <inheritdoc cref="WriteNodeId(ReadOnlySpan{byte}, Guid)"/>
    public bool WriteNodeId(ReadOnlySpan<byte> typeName, string? id)
    {
        if (id is null) return false;
        var raw = new byte[typeName.Length + 1 + Encoding.UTF8.GetByteCount(id)];
        typeName.CopyTo(raw);
        raw[typeName.Length] = (byte)':';
        Encoding.UTF8.GetBytes(id, raw.AsSpan(typeName.Length + 1));
        return WriteBase64(raw);
    }

    /// <summary>Writes JSON that is complete in itself.</summary>
    public void WriteRaw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Reserve(json.Length));
        _position += json.Length;
    }

    /// <summary>
    /// Writes the first bytes of an array that was made longer than they are, by <see cref="Pad"/>: whole vectors are cheaper to copy than
    /// some number of bytes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WritePadded(byte[] padded, int length)
    {
        var span = Reserve(padded.Length);
        if (padded.Length == Vector256<byte>.Count) Vector256.Create(padded).CopyTo(span);
        else padded.CopyTo(span);
        _position += length;
    }

    /// <summary>A copy that is longer, for <see cref="WritePadded"/>.</summary>
    internal static byte[] Pad(ReadOnlySpan<byte> json)
    {
        var vectors = (json.Length + Vector256<byte>.Count - 1) / Vector256<byte>.Count;
        var padded = new byte[vectors * Vector256<byte>.Count];
        json.CopyTo(padded);
        return padded;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        _position++;
    }

    public void Dispose()
    {
        if (_buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _position = 0;
    }

    private bool WriteFormatted<T>(T value, string format) where T : IUtf8SpanFormattable
    {
        var span = Reserve(64);
        span[0] = (byte)'"';
        value.TryFormat(span[1..], out var written, format, CultureInfo.InvariantCulture);
        span[written + 1] = (byte)'"';
        _position += written + 2;
        return true;
    }

    private bool WriteBase64(ReadOnlySpan<byte> raw)
    {
        var span = Reserve(Base64.GetMaxEncodedToUtf8Length(raw.Length) + 2);
        span[0] = (byte)'"';
        Base64.EncodeToUtf8(raw, span[1..], out _, out var written);
        span[written + 1] = (byte)'"';
        _position += written + 2;
        return true;
    }

    private void WriteEscaped(ReadOnlySpan<char> value)
    {
        WriteByte((byte)'"');
        while (!value.IsEmpty)
        {
            var plain = value.IndexOfAny(Escaped);
            var head = plain < 0 ? value : value[..plain];

            // Three bytes for each UTF-16 unit is the most that UTF-8 takes.
            _position += Encoding.UTF8.GetBytes(head, Reserve(head.Length * 3));
            if (plain < 0) break;
            WriteEscape(value[plain]);
            value = value[(plain + 1)..];
        }

        WriteByte((byte)'"');
    }

    private void WriteEscape(char character)
    {
        switch (character)
        {
            case '"': WriteRaw("\\\""u8); break;
            case '\\': WriteRaw("\\\\"u8); break;
            case '\n': WriteRaw("\\n"u8); break;
            case '\r': WriteRaw("\\r"u8); break;
            case '\t': WriteRaw("\\t"u8); break;
            default:
                var span = Reserve(6);
                Utf8.TryWrite(span, CultureInfo.InvariantCulture, $"\\u{(int)character:x4}", out var written);
                _position += written;
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _position < size) Grow(size);
        return _buffer.AsSpan(_position);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(checked(Math.Max(_buffer.Length * 2, _position + size)));
        _buffer.AsSpan(0, _position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
