using System.Collections.Immutable;
using RiskCluster.Core.Turns;
using RiskCluster.Runtime.Actors;
using RiskCluster.Runtime.Journaling;
using RiskCluster.Runtime.Node;

namespace RiskCluster.Runtime.Cluster;

/// <summary>
/// Tends a silo: brings back in bulk what is at home here and not in memory, whoever had it before, lets go what is at home elsewhere, completes owners, keeps the board an observer of every
/// market and model, and tells the roster whom the board margins. Each look does all of it anew, so that nothing hangs on a message that was lost.
/// </summary>
internal sealed class SiloKeeper(SiloParts silo, TendingOptions options, TimeProvider clock) : IDisposable
{
    private const int MostRosterReads = 3;
    private static readonly TimeSpan RosterPatience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LookAtAllEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly RosterReporter roster = new(silo);
    private readonly HashSet<ActorAddress> missing = [];

    // One bulk at a time: an actor that two bring back at once is taken over twice, and the second fences the first.
    private readonly SemaphoreSlim bringing = new(1);
    private readonly HashSet<int> unread = [.. Enumerable.Range(0, RosterPartition.Count)];
    private int rosterReads;
    private bool mustCompare = true;
    private long comparedAt;
    private (long Version, long At) lookedAtAll = (-1, 0);

    /// <summary>How many actors the journal has brought back here.</summary>
    public int Resumed { get; private set; }

    /// <summary>Looks that could not be finished.</summary>
    public int Failures { get; private set; }

    /// <summary>What should be here and cannot be read.</summary>
    public IReadOnlyList<ActorAddress> Missing
    {
        get
        {
            lock (missing) return [.. missing];
        }
    }

    /// <summary>Owners known and margined in the whole cluster, as the roster said last.</summary>
    public (int Known, int Covered) Coverage => roster.Coverage;

    /// <summary>Looks again and again until cancelled; what fails is tried again with the next look. Whoever does not answer holds up nothing that is here, and nothing that others are asked.</summary>
    public Task Run(SemaphoreSlim poke, CancellationToken cancellation) =>
        Task.WhenAll([Repeat(TendHere, poke, cancellation), .. Others.Select(look => Repeat(token => Patiently(look, token), null, cancellation))]);

    /// <summary>One look.</summary>
    public async Task Tend(CancellationToken cancellation)
    {
        await TendHere(cancellation);
        await Task.WhenAll(Others.Select(look => Patiently(look, cancellation)));
    }

    private async Task Repeat(Func<CancellationToken, Task> look, SemaphoreSlim? poke, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await look(cancellation);
                if (poke is null) await Task.Delay(options.TendEvery, clock, cancellation);
                else await poke.WaitAsync(options.TendEvery, cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is ActorUnavailableException or JournalUnavailableException or OperationCanceledException)
            {
                Failures++;
                await Task.Delay(Pause, clock, CancellationToken.None);
            }
        }
    }

    private async Task TendHere(CancellationToken cancellation)
    {
        if (rosterReads < MostRosterReads) await ReadRoster(cancellation);
        if (silo.Placement.Take(silo.Cluster.Silos))
        {
            silo.Agreement.Take(silo.Placement.Silos);
            silo.Gate.Refresh();
            mustCompare = true;
        }

        if (mustCompare || clock.GetElapsedTime(comparedAt) >= options.CompareEvery) await Compare(cancellation);
        await Complete(cancellation);
        await LetGo();
    }

    private Func<CancellationToken, Task>[] Others => [silo.Agreement.Ask, Follow, roster.Report];

    private async Task Patiently(Func<CancellationToken, Task> look, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        await look(patience.Token);
    }

    /// <summary>Brings back owners whom nobody margins, unless others are being brought back: they may be among them, and who is not is asked for again.</summary>
    public async Task Recover(ImmutableArray<string> accounts, CancellationToken cancellation)
    {
        // Who was linked while his silo died is still known by his account's own name.
        foreach (var account in accounts.Where(account => silo.Placement.OwnerOf(account) is not null)) silo.Gate.Forget(account);
        if (bringing.CurrentCount > 0) await Preload(accounts.Select(account => new ActorAddress(ActorKind.Account, account)).Where(silo.Placement.IsHome), cancellation);
    }

    /// <summary>Brings an account here that has become one of an owner at home here.</summary>
    public Task Bring(string account, CancellationToken cancellation) => Preload(new[] { new ActorAddress(ActorKind.Account, account) }.Where(silo.Placement.IsHome), cancellation);

    /// <summary>Brings nobody any more.</summary>
    public void Dispose() => bringing.Dispose();

    private async Task Preload(IEnumerable<ActorAddress> addresses, CancellationToken cancellation)
    {
        await bringing.WaitAsync(cancellation);
        try
        {
            Resumed += await silo.Engine.Preload(addresses, cancellation);
        }
        finally
        {
            bringing.Release();
        }
    }

    // Who belongs together, before anything is brought back: then owners come whole at once.
    // A partition that does not answer is asked again with the next looks, and in the end done without: owners are put together when their accounts say whose they are.
    private async Task ReadRoster(CancellationToken cancellation)
    {
        rosterReads++;
        foreach (var (partition, state) in await Task.WhenAll(unread.ToList().Select(partition => ReadRoster(partition, cancellation))))
        {
            if (state is null) continue;
            unread.Remove(partition);
            foreach (var (owner, accounts) in state.Owners)
                foreach (var account in accounts.Where(account => account != owner)) silo.Placement.Learn(account, owner);
        }

        if (unread.Count == 0) rosterReads = MostRosterReads;
    }

    private async Task<(int Partition, RosterState? State)> ReadRoster(int partition, CancellationToken cancellation)
    {
        try
        {
            return (partition, await silo.Cluster.ReadRoster(partition, cancellation).AsTask().WaitAsync(RosterPatience, cancellation));
        }
        catch (Exception problem) when (problem is ActorUnavailableException or TimeoutException)
        {
            return (partition, null);
        }
    }

    private async Task Compare(CancellationToken cancellation)
    {
        foreach (var kind in NodeWorks.Followed) await Bring(silo.Journal.Awake($"{kind}:", cancellation), cancellation);
        // What a dead silo has not delivered.
        await Bring(silo.Journal.Undelivered(cancellation), cancellation);
        comparedAt = clock.GetTimestamp();
        mustCompare = false;
    }

    private async Task Bring(IAsyncEnumerable<StreamHead> heads, CancellationToken cancellation)
    {
        var homed = await heads.Select(head => ActorAddress.Parse(head.Stream)).Where(silo.Placement.IsHome).ToListAsync(cancellation);
        await Preload(homed.Where(IsAway), cancellation);
        lock (missing)
        {
            missing.ExceptWith(homed);
            missing.UnionWith(homed.Where(address => !silo.Engine.IsActive(address) && IsAway(address)));
        }
    }

    // An actor that rests is still followed.
    private bool IsAway(ActorAddress address) => !silo.Engine.IsActive(address) && !(address.Kind == ActorKind.Account && silo.Gate.Holds(address.Key));

    private async Task Complete(CancellationToken cancellation)
    {
        var wanted = silo.Gate.Missing();
        if (wanted.Count == 0) return;
        foreach (var (address, owner) in wanted.Where(item => item.Address.Kind == ActorKind.Account)) silo.Placement.Learn(address.Key, owner);
        await Preload(wanted.Select(item => item.Address), cancellation);
    }

    // Who is at home elsewhere was at home here before a change; or came at its very moment, and is found a little later.
    private async Task LetGo()
    {
        var version = silo.Placement.Version;
        if (version == lookedAtAll.Version && clock.GetElapsedTime(lookedAtAll.At) < LookAtAllEvery) return;
        var away = silo.Engine.Active.Concat(silo.Gate.Accounts()).Concat(silo.Doors.Open).Distinct().Where(address => !silo.Placement.IsHome(address)).ToList();
        foreach (var address in away)
        {
            // With no other silo left there is nowhere to move to.
            if (!silo.Placement.Silos.IsEmpty) silo.Doors.Close(address);
            await silo.Engine.Rest(address);
            silo.Observers.Lost(address);
        }

        lookedAtAll = (version, clock.GetTimestamp());
    }

    private async Task Follow(CancellationToken cancellation)
    {
        var streams = silo.Journal.Awake($"{ActorKind.MarketData}:", cancellation).Concat(silo.Journal.Awake($"{ActorKind.RiskParameters}:", cancellation));
        await Task.WhenAll((await streams.Select(head => ActorAddress.Parse(head.Stream)).ToListAsync(cancellation)).Select(async address =>
        {
            if (address.Kind == ActorKind.MarketData) silo.News.See(await silo.Cluster.FollowMarket(address.Key, cancellation));
            else await silo.News.See(await silo.Cluster.FollowModel(address.Key, cancellation), cancellation);
        }));
    }
}
