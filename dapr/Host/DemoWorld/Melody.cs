using System.Buffers.Binary;

namespace MusicGraph.Host.DemoWorld;

/// <summary>A short tune that is computed, so that the demo world can be heard and owes nobody anything.</summary>
/// <param name="Root">The lowest note, as a MIDI number (69 is the A of 440 Hz).</param>
/// <param name="Steps">The notes, in semitones above the root.</param>
/// <param name="NoteMs">Milliseconds from one note to the next.</param>
/// <param name="Colour">How much of each overtone sounds, from 0 (a flute) to 1 (a reed).</param>
internal sealed record Melody(int Root, int[] Steps, int NoteMs, double Colour)
{
    private const int Rate = 16000;
    private const int HeaderSize = 44;
    private const int Overtones = 4;

    /// <summary>Its length; the last note rings a note's length longer.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(NoteMs * (Steps.Length + 1));

    /// <summary>The tune as a WAV file: 16 bits, one channel.</summary>
    public byte[] ToWav()
    {
        var noteLength = NoteMs * Rate / 1000;
        var samples = new float[noteLength * (Steps.Length + 1)];
        for (var note = 0; note < Steps.Length; note++)
            AddNote(samples.AsSpan(note * noteLength, noteLength * 2), 440 * Math.Pow(2, (Root + Steps[note] - 69) / 12.0));

        var file = new byte[HeaderSize + (samples.Length * 2)];
        WriteHeader(file, samples.Length * 2);
        var data = file.AsSpan(HeaderSize);
        for (var i = 0; i < samples.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(data[(i * 2)..], (short)(Math.Clamp(samples[i], -1f, 1f) * 30000));
        return file;
    }

    /// <summary>A plucked note that has faded when the one after the next begins.</summary>
    private void AddNote(Span<float> into, double frequency)
    {
        const int attack = Rate / 100;
        for (var overtone = 1; overtone <= Overtones; overtone++)
        {
            var strength = (overtone == 1 ? 0.4 : 0.4 * Colour / overtone) / (1 + Colour);

            // A rotating pointer gives the sine without computing one for each sample.
            var (stepY, stepX) = Math.SinCos(2 * Math.PI * frequency * overtone / Rate);
            double x = 1, y = 0;
            for (var i = 0; i < into.Length; i++)
            {
                var left = 1 - ((double)i / into.Length);
                into[i] += (float)(y * strength * Math.Min(1, (double)i / attack) * left * left);
                (x, y) = ((x * stepX) - (y * stepY), (x * stepY) + (y * stepX));
            }
        }
    }

    /// <summary>The canonical header of a RIFF file with one "fmt " and one "data" chunk.</summary>
    private static void WriteHeader(Span<byte> file, int dataSize)
    {
        "RIFF"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file[4..], HeaderSize - 8 + dataSize);
        "WAVEfmt "u8.CopyTo(file[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(file[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(file[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(file[28..], Rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(file[34..], 16);
        "data"u8.CopyTo(file[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(file[40..], dataSize);
    }
}
