using RiskCluster.Runtime.Simulation;

namespace RiskCluster.Runtime.Tests.Simulation;

/// <summary>Seeded histories: what must hold does, every fault fires, the same seed is the same history, and whoever takes a guard away is found out.</summary>
public sealed class SimulatorTests
{
    private const int Seeds = 40;
    private const int MostSeedsForAGuard = 120;

    public static TheoryData<Guard> Guards => [.. Enum.GetValues<Guard>().Where(guard => guard != Guard.None)];

    [Fact]
    public void Every_invariant_holds_and_every_fault_has_fired()
    {
        var fired = new Dictionary<string, long>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var result = Simulator.Run(seed);
            result.Violation.ShouldBeNull($"seed {seed}");
            result.Acknowledgements.ShouldBeGreaterThan(40, $"seed {seed}");
            foreach (var (name, count) in result.Faults) fired[name] = fired.GetValueOrDefault(name) + count;
        }

        fired.Keys.Order(StringComparer.Ordinal).ShouldBe(
        [
            "answer lost", "answer unknown", "clock set", "database crash", "database stall", "journal answer lost", "journal request late", "journal request lost", "lost tail",
            "message delayed", "message duplicated", "message lost", "message to the wrong process", "no live book yet", "process frozen", "process killed", "sources silent",
        ]);
    }

    [Fact]
    public void A_seed_drawn_anew_holds_too()
    {
        var seed = Random.Shared.Next();
        for (var i = 0; i < 10; i++) Simulator.Run(unchecked(seed + i) & int.MaxValue).Violation.ShouldBeNull($"seed {unchecked(seed + i) & int.MaxValue}: run it again with riskcluster sim --seed");
    }

    [Fact]
    public void The_same_seed_is_the_same_history_and_another_is_another()
    {
        var first = Simulator.Run(7);
        Simulator.Run(7).Hash.ShouldBe(first.Hash);
        Simulator.Run(8).Hash.ShouldNotBe(first.Hash);
        var lines = new List<string>();
        Simulator.Run(7, trace: lines.Add).Hash.ShouldBe(first.Hash, "listening changes nothing");
        lines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task It_does_not_matter_on_which_thread_and_under_which_context_it_runs()
    {
        var here = Simulator.Run(9).Hash;
        (await Task.Run(() => Simulator.Run(9).Hash)).ShouldBe(here);
        SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
        Simulator.Run(9).Hash.ShouldBe(here);
    }

    [Theory]
    [MemberData(nameof(Guards))]
    public void A_missing_guard_is_noticed(Guard guard) =>
        Enumerable.Range(1, MostSeedsForAGuard).Any(seed => Simulator.Run(seed, guard).Violation is { } violation && violation.Invariant != "the simulation itself works").ShouldBeTrue();
}
