using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MusicGraph.GraphQL.Execution;

/// <summary>The part of JSON strings that nearly all of them consist of: ASCII without escapes.</summary>
internal static class JsonText
{
    private const ushort FirstPlain = 0x20;
    private const ushort LastPlain = 0x7F;

    /// <summary>Copies text as UTF-8, looking at each character once; false where one of them is not ASCII or needs an escape.</summary>
    /// <param name="utf8">At least as long as the text; what it holds is not defined when the answer is false.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryCopyPlain(ReadOnlySpan<char> text, Span<byte> utf8) =>
        text.Length < Vector128<ushort>.Count ? TryCopyShort(text, utf8) : TryCopyVectors(text, utf8);

    private static bool TryCopyShort(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        if (utf8.Length < text.Length) return false;
        for (var i = 0; i < text.Length; i++)
        {
            var unit = text[i];
            if ((uint)(unit - FirstPlain) > LastPlain - FirstPlain || unit is '"' or '\\') return false;
            utf8[i] = (byte)unit;
        }

        return true;
    }

    private static bool TryCopyVectors(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        if (utf8.Length < text.Length) return false;
        ref var source = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(text));
        ref var target = ref MemoryMarshal.GetReference(utf8);
        var last = (nuint)(text.Length - Vector128<ushort>.Count);
        var special = Vector128<ushort>.Zero;

        // The last vector may overlap the one before.
        for (nuint i = 0; ; i = nuint.Min(i + (nuint)Vector128<ushort>.Count, last))
        {
            var units = Vector128.LoadUnsafe(ref source, i);
            special |= Vector128.GreaterThan(units - Vector128.Create(FirstPlain), Vector128.Create((ushort)(LastPlain - FirstPlain)))
                | Vector128.Equals(units, Vector128.Create((ushort)'"'))
                | Vector128.Equals(units, Vector128.Create((ushort)'\\'));
            Vector128.Narrow(units, units).GetLower().StoreUnsafe(ref target, i);
            if (i == last) return special == Vector128<ushort>.Zero;
        }
    }
}
