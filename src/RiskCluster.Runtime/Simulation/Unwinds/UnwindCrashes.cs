using System.Collections.Immutable;
using RiskCluster.Core.Unwinds;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Runtime.Simulation.Unwinds;

/// <summary>
/// Kills a node at every step of an unwind and lets the next process go on from the journal. The unwind runs once undisturbed; before each of its appends is durable, and after it is but before
/// the answer has left, everything that would survive the process is copied, and a run of its own begins there. That is what a kill leaves, and costs no replay of what came before it.
/// </summary>
public static class UnwindCrashes
{
    /// <summary>Rounds of a second within which an unwind has to be over after a restart.</summary>
    public const int MostRounds = 120;

    /// <summary>How long nobody runs after a crash: not at all, less than a lease, longer than a lease and an order's life.</summary>
    private static readonly double[] DownMs = [1, 2_000, 15_000];

    private const decimal MostErrorUsd = 1e-6m;

    /// <summary>All crashes of one unwind.</summary>
    /// <param name="trouble">Who makes it difficult.</param>
    /// <param name="seed">Decides the order in which ready tasks run.</param>
    /// <param name="off">A guard to do without; then the first run that breaks something is the last.</param>
    public static UnwindCrashRow Run(UnwindTrouble trouble, int seed = 1, UnwindGuard off = UnwindGuard.None)
    {
        // A context that some caller has on this thread would take the continuations away from the loop.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return new Campaign(trouble, seed, off).Run();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    private sealed class Campaign(UnwindTrouble trouble, int seed, UnwindGuard off)
    {
        private readonly Dictionary<(decimal Here, decimal There), double> requirements = [];
        private readonly List<(UnwindFork Fork, bool IsDurable)> forks = [];
        private Func<decimal[], double> requirementUsd = _ => 0;
        private ImmutableDictionary<string, decimal> marks = ImmutableDictionary<string, decimal>.Empty;
        private UnwindCrashRow row = new(trouble, 0, 0, 0, 0, 0, 0, 0, 0, 0, null);

        public UnwindCrashRow Run()
        {
            Undisturbed();
            var before = "";
            for (var i = 0; i < forks.Count && (off == UnwindGuard.None || row.IsClean); i++)
            {
                // Before a step all may be as it was after the one before: then the run would be the same.
                var mark = forks[i].Fork.Mark();
                if (mark != before) Crashed(i / 2 + 1, forks[i].Fork, forks[i].IsDurable);
                before = mark;
            }

            return row with { Appends = forks.Count / 2, CrashPoints = forks.Count };
        }

        private void Undisturbed()
        {
            using var world = new UnwindWorld(seed, trouble, off, null);
            world.Start();
            world.Found();
            world.Watch(isDurable => forks.Add((world.Fork(), isDurable)));
            world.Round();
            requirementUsd = Requirement(world);
            Finish(world, "undisturbed");
            world.Watch(null);
        }

        private void Crashed(int step, UnwindFork fork, bool isDurable)
        {
            using var world = new UnwindWorld(unchecked(seed * 1_000_003 + row.Runs), trouble, off, fork);
            world.Rest(DownMs[row.Runs % DownMs.Length]);
            world.Start();
            Finish(world, $"seed {seed}, step {step} {(isDurable ? "after" : "before")} it was durable");
        }

        private void Finish(UnwindWorld world, string run)
        {
            var rounds = 0;
            while (rounds < MostRounds && !IsOver(world))
            {
                world.Round();
                rounds++;
            }

            world.Round();
            var verdict = new UnwindVerdict(requirementUsd, instrument => marks[instrument]);
            foreach (var logged in world.Log) verdict.See(logged);
            var doubles = verdict.DoubleFills + world.Memory.Stolen;
            var orphans = verdict.Orphans + Left(world);
            var (errorUsd, isUnended) = (verdict.LargestErrorUsd(), rounds >= MostRounds);
            var isBroken = doubles > 0 || orphans > 0 || verdict.RaisingFills > 0 || errorUsd > MostErrorUsd || isUnended;
            row = row with
            {
                Runs = row.Runs + 1,
                DoubleFills = row.DoubleFills + doubles,
                Orphans = row.Orphans + orphans,
                RaisingFills = row.RaisingFills + verdict.RaisingFills,
                LargestErrorUsd = Math.Max(row.LargestErrorUsd, errorUsd),
                Unended = row.Unended + (isUnended ? 1 : 0),
                MostRounds = Math.Max(row.MostRounds, rounds),
                First = row.First ?? (isBroken ? FormattableString.Invariant($"{run}: {doubles} double fills, {orphans} orphans, {verdict.RaisingFills} raising fills, {errorUsd} USD, {rounds} rounds; {world.Unwind().Status}: {world.Unwind().Reason}") : null),
            };
        }

        private bool IsOver(UnwindWorld world) =>
            world.Unwind().Status == (trouble == UnwindTrouble.Shortfall ? UnwindStatus.Bankrupt : UnwindStatus.Recovered) && Left(world) == 0;

        // What nobody works on any more, or nobody knows whose it is.
        private static int Left(UnwindWorld world)
        {
            var unwind = world.Unwind();
            var left = unwind.LiveLegs.Count() + world.Node.OpenUnwinds;
            foreach (var venue in UnwindBook.Venues)
                left += world.Queue(venue).Tasks.Values.Count(task => !task.IsEnded || task.Claim is not null || !unwind.Legs.ContainsKey(UnwindState.LegKey(task.Order.LegId)));
            return left;
        }

        private Func<decimal[], double> Requirement(UnwindWorld world)
        {
            var view = world.Node.Board.View!;
            var context = new MarginContext(view.Model.Model, view.Model.Scenarios, [.. view.Markets.Select(market => market.Snapshot)]);
            using var all = context.Open(UnwindBook.Lots.Select(lot => lot.Instrument));
            marks = UnwindBook.Lots.ToImmutableDictionary(lot => lot.Instrument, lot => (decimal)all.MarkPriceUsd(all.SlotOf(lot.Instrument)));
            return sizes =>
            {
                if (requirements.TryGetValue((sizes[0], sizes[1]), out var known)) return known;
                var accounts = UnwindBook.Accounts.Zip(sizes, (account, size) => new AccountPortfolio(
                    OwnerOf(account)[0], OwnerOf(account)[1], UnwindBook.Owner, 0, size == 0 ? [] : [new Position(UnwindBook.Lots.First(lot => lot.Account == account).Instrument, (double)size, null)])).ToList();
                if (sizes.All(size => size == 0)) return 0;
                using var margin = context.Open(accounts);
                return requirements[(sizes[0], sizes[1])] = margin.Figure(margin.Compile(UnwindBook.Owner, accounts)).InitialMarginUsd;
            };
        }

        private static string[] OwnerOf(string account) => account.Split('/');
    }
}
