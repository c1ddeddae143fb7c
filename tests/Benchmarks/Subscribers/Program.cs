using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using MusicGraph.Subscribers;

// What subs.mjs measures, by a client that allocates nothing for an event: no collection of the client's can be taken for the server's
// latency. The same subscription, mutation and definitions: an event's latency runs from the moment its mutation is
// sent until the last subscriber has it, and the next is sent only then.
if (args is not [var http, var count, var many, var server])
{
    Console.Error.WriteLine("usage: Subscribers HTTP-URL SUBSCRIBERS EVENTS SERVER-PID");
    return 2;
}

const int Warm = 50;
const int Connecting = 100;
var wait = TimeSpan.FromSeconds(10);
var address = new Uri(http);
var (subscribers, events) = (int.Parse(count, CultureInfo.InvariantCulture), int.Parse(many, CultureInfo.InvariantCulture));
var fanout = new Fanout(subscribers);
using var client = new HttpClient();

var before = ResidentMegabytes();
var opening = Stopwatch.StartNew();
var sockets = new List<Subscriber>(subscribers);
while (sockets.Count < subscribers)
{
    var next = Enumerable.Range(0, Math.Min(Connecting, subscribers - sockets.Count)).Select(_ => new Subscriber(fanout)).ToArray();
    await Task.WhenAll(next.Select(socket => socket.SubscribeAsync(address, "subscription { songShared { id title } }")));
    sockets.AddRange(next);
}

foreach (var socket in sockets)
    _ = socket.ListenAsync();
var opened = opening.Elapsed;

// An acknowledged connection's subscription may not have begun yet: share until all hear one.
var index = 0;
for (var tries = 0; !await ShareAsync(TimeSpan.FromSeconds(2)); tries++)
{
    if (tries == 20)
        throw new InvalidOperationException($"Only {fanout.Count} of {subscribers} have subscribed.");
}

for (var i = 0; i < Warm; i++)
    await ShareAsync(wait);
var idle = ResidentMegabytes();

GC.Collect();
var (strays, collections) = (fanout.Strays, GC.CollectionCount(0));
var (latencies, spreads, delivered, peak) = (new List<double>(events), new List<double>(events), 0L, idle);
var (started, cpu, serverCpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, ServerCpu());
for (var i = 0; i < events; i++)
{
    var sent = Stopwatch.GetTimestamp();
    if (await ShareAsync(wait))
    {
        latencies.Add(Stopwatch.GetElapsedTime(sent, fanout.Heard.Last).TotalMilliseconds);
        spreads.Add(Stopwatch.GetElapsedTime(fanout.Heard.First, fanout.Heard.Last).TotalMilliseconds);
    }

    delivered += fanout.Count;
    peak = Math.Max(peak, ResidentMegabytes());
}

var (elapsed, used, serverUsed) = (started.Elapsed, Environment.CpuUsage.TotalTime - cpu, ServerCpu() - serverCpu);
latencies.Sort();
spreads.Sort();
Print($"subscribers          {subscribers}, opened in {opened.TotalMilliseconds:F0} ms");
Print($"events               {events}, {latencies.Count} reached everyone");
Print($"fan-out p50 / p99    {Percentile(latencies, 0.5):F1} / {Percentile(latencies, 0.99):F1} ms (max {Percentile(latencies, 1):F1})");
Print($"first to last p50    {Percentile(spreads, 0.5):F1} ms");
Print($"messages/s           {delivered / elapsed.TotalSeconds:F0}");
Print($"lost                 {((long)subscribers * events) - delivered} (late or twice: {fanout.Strays - strays}, connections closed: {fanout.Lost})");
Print($"client               CPU {used / elapsed * 100:F0}%, {GC.CollectionCount(0) - collections} collections");
Print($"server CPU           {serverUsed / elapsed * 100:F0}%, {serverUsed.TotalMilliseconds / events:F1} ms an event");
Print($"server RSS           {before:F1} MB before, {idle:F1} MB subscribed, {peak:F1} MB peak");
return 0;

async Task<bool> ShareAsync(TimeSpan limit)
{
    var song = index++ % 1000;
    var everyone = fanout.Expect($"Song title {song}");
    using var response = await client.PostAsJsonAsync(address, new { query = $$"""mutation { shareSong(id: "s{{song}}") { id } }""" });
    var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
    if (answer.TryGetProperty("errors", out var errors))
        throw new InvalidOperationException(errors.GetRawText());
    return await Task.WhenAny(everyone, Task.Delay(limit)) == everyone;
}

double ResidentMegabytes() => double.Parse(
    File.ReadLines($"/proc/{server}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))[6..^3].Trim(), CultureInfo.InvariantCulture) / 1024;

// Fields 14 and 15 of proc_pid_stat(5), in hundredths of a second.
TimeSpan ServerCpu()
{
    var fields = File.ReadAllText($"/proc/{server}/stat").Split(") ")[1].Split(' ');
    return TimeSpan.FromMilliseconds(10 * (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)));
}

static double Percentile(List<double> sorted, double share) =>
    sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count, (int)Math.Ceiling(share * sorted.Count)) - 1];

static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
