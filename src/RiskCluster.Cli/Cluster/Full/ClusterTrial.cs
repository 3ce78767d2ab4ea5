using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using RiskCluster.Cli.Chaos;
using RiskCluster.Core.Turns;
using RiskCluster.Journal;
using RiskCluster.Journal.Postgres;
using RiskCluster.Journal.Verification;
using RiskCluster.Runtime.Histories;

namespace RiskCluster.Cli.Cluster;

/// <summary>Faults in a cluster under load, one kind after the other until the time is over, then kills until there were as many as asked for, and then the whole history against the journal.</summary>
internal sealed class ClusterTrial(PostgresTrialServer server, ClusterTrialOptions options, TextWriter output) : IAsyncDisposable
{
    private const int Accounts = 48;
    private const int FloodCallers = 96;

    private static readonly TimeSpan FloodTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Headroom = TimeSpan.FromMilliseconds(20);

    // Every silo is asked how it stands ten times a second: who has not answered for so long gets no calls while another does.
    private static readonly TimeSpan Silent = TimeSpan.FromSeconds(1);

    private readonly ChaosHistory history = new();
    private readonly ConcurrentDictionary<int, long> lastAcknowledged = new();
    private readonly Dictionary<string, (int Done, int Proven)> faults = [];
    private readonly Dictionary<string, List<double>> failoverMs = [];
    private readonly Dictionary<string, List<double>> coverageMs = [];
    private readonly Dictionary<string, List<double>> uncoveredMs = [];
    private readonly int silos = options.Silos;
    private readonly SiloSlots slots = new(server.Address, options.Silos);
    private readonly long[] answeredAt = new long[options.Silos];
    private readonly Random random = new(options.Seed);
    private int builds;
    private int killed;
    private long lastUncovered;

    // Every look that found somebody without a margin, and since when without a break.
    private readonly ConcurrentBag<(long Since, long Now)> stretches = [];

    // Times longer than a moment without an acknowledgement of an account.
    private readonly ConcurrentBag<(int Account, long From, long To)> gaps = [];

    public async Task<ClusterReport> Run()
    {
        await using (slots)
        {
            await slots.Start(Patience);
            using var stop = new CancellationTokenSource();
            using var giveUp = new CancellationTokenSource();
            var senders = Enumerable.Range(0, Accounts).Select(number => Send(number, stop.Token, giveUp.Token)).ToList();
            await Until(() => lastAcknowledged.Count == Accounts);
            await Until(IsCovered);
            List<(string Name, Func<Task<bool>> Do, bool Kills)> kinds = [.. options.Faults.Select(Kind)];
            List<(string Name, Func<Task<bool>> Do, bool Kills)> killing = [.. kinds.Where(kind => kind.Kills)];
            var watch = Task.WhenAll([Watch(stop.Token), .. Enumerable.Range(0, silos).Select(slot => Probe(slot, stop.Token))]);
            var started = Stopwatch.GetTimestamp();
            for (var round = 0; round < kinds.Count || Stopwatch.GetElapsedTime(started) < options.Time; round++) await Fault(kinds[round % kinds.Count].Name, kinds[round % kinds.Count].Do);
            for (var round = 0; killing.Count > 0 && killed < options.Kills; round++) await Fault(killing[round % killing.Count].Name, killing[round % killing.Count].Do);
            await stop.CancelAsync();
            await watch;
            giveUp.CancelAfter(Patience);
            await Task.WhenAll(senders);
        }

        return await Check();
    }

    /// <summary>Kills what still runs.</summary>
    public ValueTask DisposeAsync() => slots.DisposeAsync();

    private (string Name, Func<Task<bool>> Do, bool Kills) Kind(ClusterFault fault) => fault switch
    {
        ClusterFault.Kill => ("silo killed", KillSilo, true),
        ClusterFault.All => ("all silos killed at once", KillAll, true),
        ClusterFault.Database => ("database killed", KillDatabase, true),
        ClusterFault.Freeze => ("silo frozen and woken", FreezeSilo, false),
        ClusterFault.Roll => ("rolling restart", Roll, false),
        ClusterFault.Flood => ("flood", Flood, false),
        ClusterFault.Upgrade => ("upgrade, builds mixed", Upgrade, false),
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private async Task Fault(string name, Func<Task<bool>> fault)
    {
        await Task.Delay(Between);
        var at = ChaosHistory.Now;
        var proven = await fault();
        var (done, before) = faults.GetValueOrDefault(name);
        faults[name] = (done + 1, before + (proven ? 1 : 0));
        await Until(() => lastAcknowledged.Values.All(when => when > at));
        var covered = await Until(IsCovered) ? Stopwatch.GetElapsedTime(at, Math.Max(at, Interlocked.Read(ref lastUncovered))).TotalMilliseconds : -1;
        // The longest time without an acknowledgement is that without the account.
        Of(failoverMs, name).AddRange(gaps.Where(gap => gap.To > at).GroupBy(gap => gap.Account).Select(account => account.Max(gap => Stopwatch.GetElapsedTime(gap.From, gap.To).TotalMilliseconds)));
        Of(coverageMs, name).Add(covered);
        Of(uncoveredMs, name).Add(stretches.Where(stretch => stretch.Now > at).Select(stretch => Stopwatch.GetElapsedTime(stretch.Since, stretch.Now).TotalMilliseconds).DefaultIfEmpty(0).Max());
        if (covered < 0) foreach (var slot in slots.All) output.WriteLine($"{slot.Name}: {await slot.Status() ?? "no answer"}");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {(proven ? "proven" : "NOT proven")}, everybody covered again after {covered:0} ms"));
    }

    private static List<double> Of(Dictionary<string, List<double>> all, string name) => all.TryGetValue(name, out var list) ? list : all[name] = [];

    private async Task<bool> KillSilo()
    {
        var slot = Any();
        var old = slot.ProcessId;
        var isGone = await Kill(slot);
        await Task.Delay(Between);
        await slot.Start().WaitAsync(Patience);
        return isGone && slot.ProcessId != old;
    }

    private async Task<bool> Kill(SiloSlot slot)
    {
        var isGone = await slot.Kill();
        if (isGone) Interlocked.Increment(ref killed);
        return isGone;
    }

    private async Task<bool> FreezeSilo()
    {
        var slot = Any();
        var at = ChaosHistory.Now;
        slot.Signal("STOP");
        var missed = Missed(slot, at);
        await Task.Delay(TimeSpan.FromMilliseconds(200));
        var isStopped = slot.State() == 'T';
        await Task.WhenAll(missed, Task.Delay(Frozen));
        var missedMs = await missed;
        output.Write(string.Create(CultureInfo.InvariantCulture, $"missed after {missedMs:0} ms; "));
        slot.Signal("CONT");
        // It finds itself dead in the table and ends; who does not would be two.
        await Until(() => slot.HasEnded);
        await slot.Start().WaitAsync(Patience);
        return isStopped;
    }

    // When the others have taken it out of the members.
    private async Task<double> Missed(SiloSlot slot, long at)
    {
        await Until(async () => (await Task.WhenAll(slots.All.Where(other => other != slot).Select(Words))).All(words => words?["silos"] == $"{silos - 1}"));
        return Stopwatch.GetElapsedTime(at).TotalMilliseconds;
    }

    private async Task<bool> KillDatabase()
    {
        var old = server.Kill();
        Interlocked.Increment(ref killed);
        await Task.Delay(Between / 3);
        server.Restart();
        foreach (var slot in slots.All.Where(slot => slot.HasEnded)) await slot.Start().WaitAsync(Patience);
        return server.ProcessId != old;
    }

    private async Task<bool> KillAll()
    {
        var old = slots.All.Select(slot => slot.ProcessId).ToList();
        var gone = await Task.WhenAll(slots.All.Select(Kill));
        await Task.WhenAll(slots.All.Select(slot => slot.Start())).WaitAsync(Patience);
        return gone.All(isGone => isGone) && !slots.All.Select(slot => slot.ProcessId).Intersect(old).Any();
    }

    private async Task<bool> Roll()
    {
        var codes = new List<int>();
        foreach (var slot in slots.All)
        {
            codes.Add(await slot.Leave().WaitAsync(Patience));
            await slot.Start().WaitAsync(Patience);
            await Task.Delay(Between / 3);
        }

        return codes.All(code => code == 0);
    }

    // Fenced reads by many at once on all silos, beside the senders.
    private async Task<bool> Flood()
    {
        var answered = 0L;
        var until = ChaosHistory.Now;
        await Task.WhenAll(Enumerable.Range(0, FloodCallers).Select(async caller =>
        {
            while (Stopwatch.GetElapsedTime(until) < FloodTime)
                if (await Ask(child => child.Read(ChaosAccounts.Stream(caller % Accounts)), caller % silos) is not null)
                    Interlocked.Increment(ref answered);
        }));
        return answered > FloodCallers;
    }

    // One silo after the other with a new build: as long as there are two builds no silo decides, and updates are taken all the while.
    private async Task<bool> Upgrade()
    {
        var build = FormattableString.Invariant($"{++builds}");
        var isRefused = true;
        foreach (var slot in slots.All)
        {
            var code = await slot.Leave().WaitAsync(Patience);
            slot.Build = build;
            await slot.Start().WaitAsync(Patience);
            if (slot != slots.All[^1]) isRefused &= code == 0 && await Until(async () => (await Task.WhenAll(slots.All.Select(Words))).All(words => words?["agreed"] == "False"));
        }

        return isRefused;
    }

    private SiloSlot Any() => slots.All[random.Next(slots.All.Count)];

    // A venue's gateway: to one silo as long as it answers, then to the next that is not silent.
    private async Task Send(int number, CancellationToken stop, CancellationToken giveUp)
    {
        var slot = number % silos;
        var stream = ChaosAccounts.Stream(number);
        lastAcknowledged[number] = ChaosHistory.Now;
        for (long sequence = 1; !stop.IsCancellationRequested; sequence++)
        {
            var (key, sent) = (sequence.ToString(CultureInfo.InvariantCulture), ChaosHistory.Now);
            var seqs = new List<long>();
            long? returned = null;
            while (returned is null && !giveUp.IsCancellationRequested)
            {
                if (await Ask(child => child.Update(stream, key), slot) is { } seq)
                {
                    returned = history.Acknowledge();
                    seqs.Add(seq);
                    var before = lastAcknowledged[number];
                    lastAcknowledged[number] = returned.Value;
                    if (Stopwatch.GetElapsedTime(before, returned.Value) > TimeSpan.FromMilliseconds(20)) gaps.Add((number, before, returned.Value));
                }
                else
                {
                    slot = Next(slot);
                    await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
                }
            }

            history.Add(new HistoryUpdate(stream, key, sent, returned, seqs));
            // Two cores for the silos, the database and the senders: who saturates them measures the queue.
            await Task.Delay(Headroom, CancellationToken.None);
            if (sequence % 5 != 0) continue;
            var asked = ChaosHistory.Now;
            if (await Ask(child => child.Read(stream), slot) is { } read) history.Add(new HistoryRead(stream, asked, ChaosHistory.Now, read));
        }
    }

    private int Next(int slot)
    {
        var others = Enumerable.Range(slot + 1, silos).Select(number => number % silos).ToList();
        return others.Where(other => Stopwatch.GetElapsedTime(Interlocked.Read(ref answeredAt[other])) < Silent).FirstOrDefault(others[0]);
    }

    // A silo that is frozen answers nobody: after a while another is asked, and what the frozen one says later is said to nobody.
    private async Task<long?> Ask(Func<ChaosChild, Task<long?>> ask, int slot)
    {
        if (slots.All[slot].HasEnded) return null;
        try
        {
            return await ask(slots.All[slot].Child).WaitAsync(TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    // As a load balancer looks after those behind it.
    private async Task Probe(int slot, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await slots.All[slot].Status() is not null) Interlocked.Exchange(ref answeredAt[slot], ChaosHistory.Now);
            await Task.Delay(100, CancellationToken.None);
        }
    }

    // Notes when anybody was without a margin, as any silo that answers knows it.
    private async Task Watch(CancellationToken stop)
    {
        long since = 0;
        while (!stop.IsCancellationRequested)
        {
            var known = await Task.WhenAll(slots.All.Select(Words));
            var now = ChaosHistory.Now;
            if (known.OfType<Dictionary<string, string>>().Any(words => words["covered"] != words["known"]))
            {
                if (since == 0) since = now;
                Interlocked.Exchange(ref lastUncovered, now);
                stretches.Add((since, now));
            }
            else
            {
                since = 0;
            }

            await Task.Delay(100, CancellationToken.None);
        }
    }

    private static async Task<Dictionary<string, string>?> Words(SiloSlot slot) =>
        await slot.Status() is { } status ? status.Split(' ').Select(word => word.Split('=')).ToDictionary(word => word[0], word => word[1]) : null;

    private async Task<bool> IsCovered()
    {
        foreach (var slot in slots.All)
        {
            if (await Words(slot) is not { } words) return false;
            if (words["silos"] != $"{silos}" || words["agreed"] != "True" || words["known"] != $"{Accounts}" || words["covered"] != $"{Accounts}") return false;
        }

        return true;
    }

    private static async Task<bool> Until(Func<Task<bool>> condition)
    {
        var started = ChaosHistory.Now;
        while (!await condition())
        {
            if (Stopwatch.GetElapsedTime(started) > Patience) return false;
            await Task.Delay(50);
        }

        return true;
    }

    private static Task<bool> Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private async Task<ClusterReport> Check()
    {
        await using var journal = await JournalFactory.Open(new JournalOptions(server.Address) { ReadOnly = true }, CancellationToken.None);
        var events = new List<HistoryEvent>();
        await foreach (var head in journal.Streams($"{ActorKind.Account}:", CancellationToken.None))
            await foreach (var item in journal.Read(head.Stream, 0, CancellationToken.None))
                events.Add(new(head.Stream, item.Seq, item.Message.Key));
        return new(
            faults,
            killed,
            failoverMs,
            coverageMs,
            uncoveredMs,
            history.Updates.Count,
            history.Acknowledgements,
            history.Updates.Count(update => update.ReturnedAt is null),
            history.Reads.Count,
            events.Count,
            HistoryChecker.Check(history.Updates, history.Reads, events),
            await new JournalVerifier(journal).Verify("", null, CancellationToken.None));
    }
}
