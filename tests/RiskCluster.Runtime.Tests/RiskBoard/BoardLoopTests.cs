using System.Diagnostics.Metrics;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Tests.Engine;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Runtime.Tests.RiskBoard;

public sealed class BoardLoopTests
{
    private const string Perpetual = "BTC_USDC-PERPETUAL";

    [Fact]
    public void The_loop_cycles_when_something_comes_in_and_its_last_cycle_takes_the_rest()
    {
        using var bench = new BoardBench();
        using (var loop = new BoardLoop(bench.Board, TimeProvider.System, TimeSpan.FromHours(1)))
        {
            bench.Board.Put(BoardBench.Account("a", "o", 1));
            Eventually(() => bench.Board.View?.Coverage.OwnersKnown == 1);
            bench.Board.Put(BoardBench.Account("b", "p", 1));
        }

        bench.Board.View!.Coverage.OwnersKnown.ShouldBe(2);
    }

    [Fact]
    public void A_beat_confirms_margins_when_nothing_comes_in()
    {
        using var bench = new BoardBench();
        bench.Board.RunCycle();
        bench.Time.Advance(TimeSpan.FromSeconds(9));
        using var loop = new BoardLoop(bench.Board, TimeProvider.System, TimeSpan.FromMilliseconds(5));
        Eventually(() => bench.Board.Age == TimeSpan.Zero);
        loop.LastFailure.ShouldBeNull();
    }

    [Fact]
    public void A_cycle_that_fails_is_kept_counted_and_done_again()
    {
        var work = new FailingOnce();
        using var bench = new BoardBench(work);
        bench.Board.Put(BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000)));
        bench.Board.RunCycle();
        bench.Move(0.6);
        work.FailNext();
        using (var loop = new BoardLoop(bench.Board, TimeProvider.System, TimeSpan.FromMilliseconds(5)))
        {
            Eventually(() => bench.Board.Crossings.Count == 1);
            loop.LastFailure.ShouldBeOfType<DivideByZeroException>();
        }

        bench.TakeCrossings().ShouldHaveSingleItem().State.ShouldBe(MarginState.Bankrupt);
        bench.Figure("o").ShouldBe(BoardBench.FromScratch([BoardBench.Account("a", "o", 20_000, new BoardPosition(Perpetual, 1, 65_000))], bench.Markets, BoardBench.Model).Figures["v/a"]);
    }

    [Fact]
    public async Task Crossings_are_read_as_they_come()
    {
        using var bench = new BoardBench();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        bench.Board.Put(BoardBench.Account("a", "o", -1));
        bench.Board.RunCycle();
        var owners = new List<string>();
        await foreach (var crossing in bench.Board.Crossings.ReadAll(cancellation.Token))
        {
            owners.Add(crossing.Owner);
            if (owners.Count == 2) break;
            bench.Board.Put(BoardBench.Account("b", "p", -1));
            bench.Board.RunCycle();
        }

        owners.ShouldBe(["o", "p"]);
    }

    [Fact]
    public void The_meter_tells_duration_crossings_confirmations_age_and_coverage()
    {
        var seen = new System.Collections.Concurrent.ConcurrentDictionary<string, double>();
        using var bench = new BoardBench();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, subscriber) =>
        {
            if (instrument.Name.StartsWith("riskcluster.margin.", StringComparison.Ordinal)) subscriber.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => seen[instrument.Name] = value);
        listener.Start();
        bench.Board.Put(BoardBench.Account("a", "o", -1));
        bench.Board.RunCycle();
        listener.RecordObservableInstruments();
        string[] names = ["cycle.duration", "crossings", "confirmed", "age", "coverage.ratio", "owners"];
        foreach (var name in names) seen.Keys.ShouldContain($"riskcluster.margin.{name}");
    }

    [Fact]
    public async Task Updates_ticks_models_and_questions_at_once_leave_every_answer_whole_and_the_end_right()
    {
        using var crew = new WorkerCrew(2);
        using var bench = new BoardBench(crew);
        var accounts = TestBook.Accounts(60, seed: 9, cashUsd: 50_000);
        long seq = 0;
        foreach (var account in accounts) bench.Board.Put(BoardBench.Account(account, ++seq));
        bench.Board.RunCycle();
        // Twice an account's cash, entries at two prices: a figure of half an update or of two markets would be none of these.
        var versions = Enumerable.Range(0, 4).Select(i => TestBook.Accounts(60, seed: 9 + i, cashUsd: 50_000)).ToArray();
        var last = new AccountPortfolio[60];
        using (var loop = new BoardLoop(bench.Board, TimeProvider.System, TimeSpan.FromMilliseconds(20)))
        {
            var until = DateTime.UtcNow.AddSeconds(2);
            var writer = Task.Run(() =>
            {
                var random = new Random(3);
                while (DateTime.UtcNow < until)
                {
                    var i = random.Next(60);
                    last[i] = versions[random.Next(4)][i] with { Owner = $"o{random.Next(20)}" };
                    bench.Board.Put(BoardBench.Account(last[i], Interlocked.Increment(ref seq)));
                    if (random.Next(40) == 0) bench.Board.Activate(BoardBench.ModelOf(Interlocked.Increment(ref seq), 1 + random.NextDouble()));
                    if (random.Next(10) == 0) bench.Move(0.7 + 0.6 * random.NextDouble());
                }
            });
            var readers = Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
            {
                var random = new Random(reader);
                while (DateTime.UtcNow < until)
                {
                    var key = accounts[random.Next(60)].Key;
                    var figure = bench.Board.Figure(key)!;
                    figure.Problem.ShouldBeNull();
                    figure.Figure!.Value.MaintenanceMarginUsd.ShouldBeLessThanOrEqualTo(figure.Figure.Value.InitialMarginUsd);
                    using var order = bench.Board.AssessOrder(key, new(Perpetual, 0.1m));
                    if (order.Problem is null) order.Margins.Length.ShouldBe(1);
                    else order.Problem.ShouldContain("just changed");
                }
            })).ToArray();
            await Task.WhenAll([writer, .. readers]);
            loop.LastFailure.ShouldBeNull();
        }

        var held = accounts.Select((account, i) => BoardBench.Account(last[i] ?? account));
        var (figures, states) = BoardBench.FromScratch(held, [.. bench.Board.View!.Markets.Select(market => market.Snapshot)], bench.Board.View.Model);
        foreach (var (key, figure) in figures) bench.Figure(key).ShouldBe(figure, key);
        bench.Board.View.Coverage.OwnersMargined.ShouldBe(states.Count);
    }

    private static void Eventually(Func<bool> holds) => SpinWait.SpinUntil(holds, TimeSpan.FromSeconds(30)).ShouldBeTrue();

    /// <summary>Work on the calling thread, once with a fault.</summary>
    private sealed class FailingOnce : IParallel
    {
        private int failures;

        public int WorkerCount => 1;

        public void FailNext() => failures = 1;

        public void Run(IUnitWork work)
        {
            if (Interlocked.Exchange(ref failures, 0) == 1) throw new DivideByZeroException();
            SerialWork.Instance.Run(work);
        }
    }
}
