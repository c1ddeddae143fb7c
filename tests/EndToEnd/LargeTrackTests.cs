using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using MusicGraph.EndToEnd.Clients;
using MusicGraph.EndToEnd.Running;

namespace MusicGraph.EndToEnd;

/// <summary>
/// A track passes through the gateway, the audio service, its sidecar and the binding, all of which are in the host's process, without
/// being held. <c>MUSICGRAPH_TRACK_MB</c> makes it larger than the 128 MiB of every run; the figures are in the test's output.
/// </summary>
public sealed class LargeTrackTests : IDisposable
{
    private const long MiB = 1024 * 1024;

    // What the host may take more than before: buffers of requests, and garbage that was not worth collecting yet.
    private const long Allowance = 100 * MiB;

    private static readonly long s_size = MiB
        * (Environment.GetEnvironmentVariable("MUSICGRAPH_TRACK_MB") is { Length: > 0 } size ? long.Parse(size, CultureInfo.InvariantCulture) : 128);

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ALargeTrack_PassesUpAndDownInConstantMemory()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "A process's memory is read from /proc.");
        await using var host = await HostProcess.StartAsync(_folder["data"], "--no-demo");
        using var registered = await ApiClient.RegisterAsync(host.Address, "ann", Cancel);
        using var ann = new ApiClient(host.Address, registered.Token);
        ann.Http.Timeout = Timeout.InfiniteTimeSpan;
        var path = $"/audio/{Uri.EscapeDataString(await ann.AddSongAsync("Long", "Ann", null, Cancel))}";
        await PassAsync(ann, path, 8 * MiB); // What is loaded and compiled once is not what a track takes.
        var before = Resident(host.Id);

        ForgetPeak(host.Id);
        var sent = await UploadAsync(ann, path, s_size);
        var up = Peak(host.Id) - before;
        ForgetPeak(host.Id);
        var received = await DownloadAsync(ann, path);
        var down = Peak(host.Id) - before;

        TestContext.Current.TestOutputHelper?.WriteLine($"{s_size / MiB} MiB: {before / MiB} MiB before, at most {up / MiB} more up and {down / MiB} more down");
        Assert.Equal(sent, received);
        Assert.InRange(up, long.MinValue, Allowance);
        Assert.InRange(down, long.MinValue, Allowance);
    }

    private static async Task PassAsync(ApiClient client, string path, long size)
        => Assert.Equal(await UploadAsync(client, path, size), await DownloadAsync(client, path));

    private static async Task<string> UploadAsync(ApiClient client, string path, long size)
    {
        using var track = new Track(size);
        using var content = new StreamContent(track, 64 * 1024);
        content.Headers.ContentType = new MediaTypeHeaderValue("audio/flac");
        content.Headers.ContentLength = size;
        using var response = await client.Http.PutAsync(path, content, Cancel);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return track.Hash;
    }

    private static async Task<string> DownloadAsync(ApiClient client, string path)
    {
        using var response = await client.Http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        await using var body = await response.Content.ReadAsStreamAsync(Cancel);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(body, Cancel));
    }

    private static void ForgetPeak(int process) => File.WriteAllText($"/proc/{process}/clear_refs", "5");

    private static long Peak(int process) => Status(process, "VmHWM:");

    private static long Resident(int process) => Status(process, "VmRSS:");

    private static long Status(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(field.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>So many bytes that begin as FLAC does and go on by chance, made as they are read.</summary>
    private sealed class Track(long size) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private readonly Random _random = new(1);
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => size;

        public override long Position { get => _position; set => throw new NotSupportedException(); }

        /// <summary>Of all that was read, once it was.</summary>
        public string Hash { get; private set; } = "";

        public override int Read(byte[] buffer, int offset, int count)
        {
            var piece = buffer.AsSpan(offset, (int)Math.Min(count, size - _position));
            _random.NextBytes(piece);
            if (_position == 0)
                "fLaC"u8.CopyTo(piece);
            _position += piece.Length;
            _hash.AppendData(piece);
            if (_position == size && Hash.Length == 0)
                Hash = Convert.ToHexStringLower(_hash.GetHashAndReset());
            return piece.Length;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
