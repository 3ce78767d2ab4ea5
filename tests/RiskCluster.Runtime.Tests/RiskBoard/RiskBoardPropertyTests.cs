using FsCheck;
using FsCheck.Fluent;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.RiskBoard;

/// <summary>The board after any history against a cycle compiled from scratch.</summary>
public sealed class RiskBoardPropertyTests
{
    [Fact]
    public void Figures_and_told_states_are_those_of_a_cycle_from_scratch_to_the_last_bit() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed =>
        {
            using var history = new History(seed);
            for (var step = 0; step < 6; step++)
            {
                history.Step();
                history.Check();
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    /// <summary>Random puts, removals, links, ticks and models.</summary>
    private sealed class History(int seed) : IDisposable
    {
        private readonly Random random = new(seed);
        private readonly BoardBench bench = new();
        private readonly Dictionary<string, BoardAccount> held = [];
        private readonly Dictionary<string, MarginState> told = [];
        private BoardModel model = BoardBench.Model;
        private long seq;

        public void Step()
        {
            for (var change = random.Next(10); change > 0; change--) Change();
            if (random.Next(2) == 0) bench.Move(0.7 + 0.6 * random.NextDouble());
            if (random.Next(4) == 0) bench.Board.Activate(model = BoardBench.ModelOf(++seq, 1 + random.NextDouble(), random.Next(3)));
            bench.Board.RunCycle();
            foreach (var crossing in bench.TakeCrossings()) told[crossing.Owner] = crossing.State;
        }

        public void Check()
        {
            var (figures, states) = BoardBench.FromScratch(held.Values, bench.Markets, model);
            foreach (var (key, figure) in figures) bench.Figure(key).ShouldBe(figure, key);
            foreach (var (owner, state) in states) told.GetValueOrDefault(owner, MarginState.Healthy).ShouldBe(state, owner);
            if (bench.Board.View is not { } view) return;
            view.Coverage.OwnersKnown.ShouldBe(states.Count);
            view.Coverage.Share.ShouldBe(1);
        }

        public void Dispose() => bench.Dispose();

        private void Change()
        {
            var name = $"{random.Next(12)}";
            if (random.Next(4) == 0)
            {
                bench.Board.Remove($"v/{name}").ShouldBe(held.ContainsKey($"v/{name}"));
                if (!held.Remove($"v/{name}", out var gone)) return;
                if (held.Values.All(account => account.Owner != gone.Owner)) told.Remove(gone.Owner);
                return;
            }

            var owner = $"o{random.Next(5)}";
            var positions = Enumerable.Range(0, random.Next(9)).Select(_ => TestBook.RandomPosition(random)).DistinctBy(position => position.Instrument);
            var account = BoardBench.Account(new AccountPortfolio("v", name, owner, random.Next(-2_000, 150_000), [.. positions]), ++seq);
            var before = held.GetValueOrDefault(account.Key);
            bench.Board.Put(account).ShouldBeTrue();
            held[account.Key] = account;
            if (before is not null && held.Values.All(item => item.Owner != before.Owner)) told.Remove(before.Owner);
        }
    }
}
