using RiskCluster.Runtime.Actors;

namespace RiskCluster.Runtime.Simulation;

/// <summary>A cluster, its database, its network, those who use it, and somebody who watches: everything that one seed decides.</summary>
internal sealed class SimWorld
{
    public const string Underlying = "BTC";
    public const string FillInstrument = "BTC-PERPETUAL";

    /// <summary>How long anything may fail, virtual milliseconds.</summary>
    public const double SafetyMs = 12_000;

    /// <summary>How long after that everything must have come to rest.</summary>
    private const double LivenessMs = 60_000;
    private const long MostSteps = 2_000_000;
    private readonly List<Task> clients = [];
    private readonly SimProcess[] processes;
    private int modelVersions;

    public SimWorld(int seed, Guard off, Action<string>? trace)
    {
        (Off, Trace, Loop) = (off, trace, new(seed));
        Witness = new(Loop);
        Disk = new(Loop, Faults);
        Outside = new(Loop);
        Clock = new(Loop, Outside);
        processes = [.. Enumerable.Range(0, 3).Select(i => new SimProcess(this, $"p{i}"))];
        Network = new(Loop, Faults, processes);
        Actors = new SimActors(Network);
        Governors = [.. GovernanceTruth.Governors.Select(name => new SimGovernor(this, name))];
    }

    public Guard Off { get; }

    public Action<string>? Trace { get; }

    public SimLoop Loop { get; }

    public SimFaults Faults { get; } = new();

    public SimDisk Disk { get; }

    public Witness Witness { get; }

    public SimNetwork Network { get; }

    /// <summary>Where clients run: outside of the cluster, and always.</summary>
    public SimScheduler Outside { get; }

    public SimClock Clock { get; }

    public IActors Actors { get; }

    public IReadOnlyList<string> Accounts { get; } = ["deribit/a0", "deribit/a1", "aevo/b2", "aevo/b3"];

    public IReadOnlyList<string> Owners { get; } = ["owner4", "owner5"];

    public IReadOnlyList<SimGovernor> Governors { get; }

    /// <summary>True while no source sees the market.</summary>
    public bool IsMarketDark { get; set; }

    /// <summary>True when nobody begins anything new.</summary>
    public bool IsClosing { get; private set; }

    public long NowMs => SimClock.TrueMs(Loop);

    /// <summary>Every proposal is a version of its own.</summary>
    public int NextModelVersion() => ++modelVersions;

    public Task Wait(double ms) => Task.Delay(TimeSpan.FromMilliseconds(ms), Clock);

    /// <summary>Lets the history of the seed happen.</summary>
    public SimResult Run(int seed)
    {
        foreach (var process in processes) process.Start();
        Outside.Start(Direct);
        while (Witness.Violation is null && !IsAtRest)
        {
            if (!Loop.Step()) Witness.Fail("it goes on", "nothing is left to happen");
            if (Loop.Steps > MostSteps) Witness.Fail("it comes to rest", $"{MostSteps} steps");
        }

        return SimResult.Of(seed, this);
    }

    public void Say(string line) => Trace?.Invoke(FormattableString.Invariant($"{Loop.NowMs,10:0.000} ms  {line}"));

    private bool IsAtRest { get; set; }

    private async Task Direct()
    {
        try
        {
            Faults.AreOn = false;
            await new SimOperator(this).SetUp();
            Faults.AreOn = true;
            var saboteur = new SimSaboteur(this, processes);
            StartClients();
            await saboteur.Work(Loop.NowMs + SafetyMs);
            Say("faults stop");
            await Converge();
            await new SimInspector(this).Inspect();
        }
        catch (Exception bug) when (Witness.Violation is null)
        {
            Witness.Fail("the simulation itself works", bug.ToString());
        }

        IsAtRest = true;
    }

    private void StartClients()
    {
        foreach (var account in Accounts)
        {
            var venue = new SimVenueClient(this, account);
            clients.AddRange(new[] { venue.SendUpdates, venue.SendFills, venue.SendCollateral, venue.SendOrders, venue.Consent, venue.ReadFenced }.Select(Guarded));
        }

        foreach (var owner in Owners) clients.Add(Guarded(new SimOwnerClient(this, owner).Work));
        foreach (var governor in Governors) clients.Add(Guarded(governor.Work));
        for (var i = 0; i < SimOracle.Count; i++) _ = Guarded(new SimOracle(this, i).Post);
        _ = Guarded(new SimOperator(this).WakeTheForgotten);
        _ = Guarded(new SimOperator(this).ReviewOrders);
    }

    private Task Guarded(Func<Task> work) => Outside.Start(async () =>
    {
        try
        {
            await work();
        }
        catch (Exception bug)
        {
            Witness.Fail("the simulation itself works", bug.ToString());
        }
    });

    private async Task Converge()
    {
        var deadline = Loop.NowMs + LivenessMs;
        var inspector = new SimInspector(this);
        while (Loop.NowMs < deadline)
        {
            if (clients.TrueForAll(client => client.IsCompleted) && inspector.Unfinished() is null)
            {
                IsClosing = true;
                return;
            }

            await Wait(100);
        }

        Witness.Fail("when faults stop, it converges", inspector.Unfinished() ?? $"{clients.Count(client => !client.IsCompleted)} clients wait for an answer");
    }
}
