using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>The greedy search for steps: of what may be closed next, that which frees most margin for what it costs, margined exactly.</summary>
/// <remarks>
/// Candidates are ranked by a subgradient of the maintenance margin over their cost, and the best of them margined in full, at the largest size that is one order on each
/// book, at halves of it where the smaller size frees much more for its cost, and at the exact size where the owner lands on its buffer margin. A step must lower
/// initial margin and gap by the figure it is judged by; what is left at the end is closed whole, in equal shares, which lowers a requirement that grows with size.
/// </remarks>
internal sealed class UnwindSearch(PortfolioMargin margin, UnwindLots lots, UnwindBooks books, double bufferShare)
{
    /// <summary>Gap that counts as none, USD: the smallest step of a message.</summary>
    public const double ToleranceUsd = 1e-6;

    private const int MarginedAtOnce = 10;
    private const int MostRounds = 4;
    private const int Halvings = 3;

    /// <summary>A smaller size is taken where it frees this much more for its cost.</summary>
    private const double WorthHalving = 1.15;

    /// <summary>What a leg that fails may raise initial margin by, where legs have to go at once.</summary>
    private const double MostParted = 0.1;

    /// <summary>Relative fall of a requirement below which it has not fallen.</summary>
    private const double LeastFall = 1e-10;

    private readonly ImmutableArray<UnwindStep>.Builder steps = ImmutableArray.CreateBuilder<UnwindStep>();

    /// <summary>The owner's figure now.</summary>
    public MarginFigure Now { get; private set; } = lots.Figure([], 0, 0);

    /// <summary>Taken so far.</summary>
    public ImmutableArray<UnwindStep> Steps => steps.ToImmutable();

    /// <summary>Buffer margin minus equity, USD.</summary>
    public double GapUsd(MarginFigure figure) => (1 + bufferShare) * figure.MaintenanceMarginUsd - figure.EquityUsd;

    /// <summary>Whether the owner stands on its buffer margin.</summary>
    public bool IsRecovered => GapUsd(Now) <= ToleranceUsd;

    /// <summary>Closes parts until the owner lands or nothing helps.</summary>
    /// <param name="venue">The only venue that trades, and the only one whose lots are margined to choose a step; null: all of them, as one book.</param>
    /// <param name="mostSteps">After these the rest is closed whole.</param>
    public void CloseParts(string? venue, int mostSteps)
    {
        for (var step = 0; step < mostSteps && !IsRecovered; step++)
        {
            if (Best(venue) is not { } best) return;
            Take(best);
        }
    }

    /// <summary>Goes along some trades, order by order, until the owner lands or a step would raise requirement, gap or net coins.</summary>
    public void Follow(ImmutableArray<UnwindTrade> trades)
    {
        var left = trades;
        while (!IsRecovered && !left.IsEmpty && Candidates(venue: null).KeepsNet(left.AsSpan()))
        {
            var before = Now;
            var trial = Try(left, books.LargestShare(lots, left.AsSpan()), before, venue: null);
            if (GapUsd(trial.Figure) < -ToleranceUsd) trial = Land(trial, before, venue: null);
            if (!IsAllowed(trial, before)) return;
            Take(trial);
            left = trial.Share == 1 ? [] : [.. left.Select(trade => trade with { Units = (1 - trial.Share) * trade.Units })];
        }
    }

    /// <summary>Closes everything in equal shares, until the owner lands or a step would not lower the requirement.</summary>
    /// <returns>Whether nothing is left that may be traded.</returns>
    public bool CloseWhole(string? venue)
    {
        while (!IsRecovered)
        {
            var whole = Candidates(venue).Wholes().LastOrDefault();
            if (whole.IsDefault) return true;
            var before = Judge(venue);
            var trial = Try(whole, books.LargestShare(lots, whole.AsSpan()), before, venue);
            if (GapUsd(trial.Figure) < -ToleranceUsd) trial = Land(trial, before, venue);
            if (!IsLower(trial.Judged.InitialMarginUsd, before.InitialMarginUsd)) return false;
            Take(trial);
        }

        return true;
    }

    private UnwindTrial? Best(string? venue)
    {
        var before = Judge(venue);
        var candidates = Candidates(venue);
        var ranked = Ranked(candidates, before, venue);
        UnwindTrial? best = null;
        for (var round = 0; round < MostRounds && best is null; round++)
        {
            var group = ranked.Skip(round * MarginedAtOnce).Take(MarginedAtOnce);
            foreach (var trades in round == 0 ? group.Concat(candidates.Wholes()) : group)
                if (Largest(trades, before, venue) is { } trial && (best is null || trial.Efficiency > best.Efficiency))
                    best = trial;
        }

        return best is null ? null : Bounded(Smaller(best, before, venue), before, venue);
    }

    /// <summary>Half of a step whose legs have to go at once, and half of that, while a leg that fails would do much harm.</summary>
    private UnwindTrial Bounded(UnwindTrial best, MarginFigure before, string? venue)
    {
        if (venue is not null || best.Trades.Length is < 2 or > UnwindWaves.MaxLegs) return best;
        for (var halving = 0; halving < Halvings; halving++)
        {
            if (UnwindWaves.Of(lots, best.Trades.AsSpan(), best.Share, before.InitialMarginUsd).Any(wave => wave > 0)) return best;
            if (UnwindWaves.PartedUsd(lots, best.Trades.AsSpan(), best.Share) <= (1 + MostParted) * before.InitialMarginUsd) return best;
            var half = Try(best.Trades, best.Share / 2, before, venue);
            if (!IsAllowed(half, before)) return best;
            best = half;
        }

        return best;
    }

    /// <summary>The most promising ones, in turn by the scenarios that bind and by all that are in the way of the buffer margin.</summary>
    private List<ImmutableArray<UnwindTrade>> Ranked(UnwindCandidates candidates, MarginFigure before, string? venue)
    {
        var target = Math.Clamp(GapUsd(Now) / ((1 + bufferShare) * Now.MaintenanceMarginUsd), 0, 1);
        var bindingUsd = lots.MaintenancePerUnitUsd([], venue, targetUsd: null);
        var nearUsd = lots.MaintenancePerUnitUsd([], venue, before.ScanUsd * (1 - target));
        var parts = candidates.Parts(bindingUsd, nearUsd).Select(Order).ToList();
        return [.. By(bindingUsd).Zip(By(nearUsd)).SelectMany(pair => new[] { pair.First, pair.Second }).Distinct()];

        IEnumerable<ImmutableArray<UnwindTrade>> By(double[] perUnitUsd) =>
            parts.OrderByDescending(part => Promise(part.Trades, part.PerCost, perUnitUsd)).Select(part => part.Trades).Take(MarginedAtOnce * MostRounds);
    }

    /// <summary>Some trades, and how much of them a USD of cost buys when they are one order.</summary>
    private (ImmutableArray<UnwindTrade> Trades, double PerCost) Order(ImmutableArray<UnwindTrade> trades)
    {
        var share = books.LargestShare(lots, trades.AsSpan());
        return (trades, share / (books.Cost(lots, trades.AsSpan(), share).TotalUsd + ToleranceUsd));
    }

    /// <summary>Margin freed by a subgradient for the cost of one order.</summary>
    private static double Promise(ImmutableArray<UnwindTrade> trades, double perCost, double[] perUnitUsd)
    {
        var freedUsd = 0.0;
        foreach (var trade in trades) freedUsd -= trade.Units * perUnitUsd[trade.Lot];
        return perCost * freedUsd;
    }

    /// <summary>A candidate at the largest size that lowers initial margin and gap; null when none does.</summary>
    private UnwindTrial? Largest(ImmutableArray<UnwindTrade> trades, MarginFigure before, string? venue)
    {
        var share = books.LargestShare(lots, trades.AsSpan());
        for (var halving = 0; halving <= Halvings; halving++, share /= 2)
        {
            var trial = Try(trades, share, before, venue);
            if (GapUsd(trial.Figure) < -ToleranceUsd) trial = Land(trial, before, venue);
            if (IsAllowed(trial, before)) return trial;
        }

        return null;
    }

    /// <summary>Half of a step, and half of that, as long as the smaller size frees much more for its cost.</summary>
    private UnwindTrial Smaller(UnwindTrial best, MarginFigure before, string? venue)
    {
        for (var halving = 0; halving < Halvings && !(Math.Abs(GapUsd(best.Figure)) <= ToleranceUsd); halving++)
        {
            var half = Try(best.Trades, best.Share / 2, before, venue);
            // A venue that takes a hedge apart may close the owner's gap on the way and open it again.
            if (GapUsd(half.Figure) < -ToleranceUsd) half = Land(half, before, venue);
            if (!IsAllowed(half, before) || half.Efficiency <= WorthHalving * best.Efficiency) break;
            best = half;
        }

        return best;
    }

    /// <summary>The share at which the gap closes, between 0, where it is open, and a trial that goes beyond.</summary>
    /// <remarks>False position with the Illinois rule: the gap is continuous, and nearly linear in the share.</remarks>
    private UnwindTrial Land(UnwindTrial beyond, MarginFigure before, string? venue)
    {
        var (open, openUsd) = (0.0, GapUsd(Now));
        var (closed, closedUsd) = (beyond.Share, GapUsd(beyond.Figure));
        var landed = beyond;
        var kept = 0;
        while (GapUsd(landed.Figure) < -ToleranceUsd || landed.Share != closed)
        {
            var share = open + (closed - open) * openUsd / (openUsd - closedUsd);
            // Where no double lies between the two ends, the nearer one is as exact as can be.
            if (share <= open || share >= closed) share = open + (closed - open) / 2;
            if (share <= open || share >= closed) break;
            landed = Try(beyond.Trades, share, before, venue);
            var gapUsd = GapUsd(landed.Figure);
            if (Math.Abs(gapUsd) <= ToleranceUsd) return landed;
            if (gapUsd < 0)
            {
                (closed, closedUsd) = (share, gapUsd);
                if (kept < 0) openUsd /= 2;
                kept = -1;
            }
            else
            {
                (open, openUsd) = (share, gapUsd);
                if (kept > 0) closedUsd /= 2;
                kept = 1;
            }
        }

        return landed;
    }

    private UnwindTrial Try(ImmutableArray<UnwindTrade> trades, double share, MarginFigure before, string? venue)
    {
        var cost = books.Cost(lots, trades.AsSpan(), share);
        var figure = lots.Figure(trades.AsSpan(), share, cost.TotalUsd);
        if (venue is null) return new(trades, share, cost, figure, figure, GapUsd(before) - GapUsd(figure));
        var judged = lots.VenueFigure(trades.AsSpan(), share, venue);
        return new(trades, share, cost, figure, judged, (1 + bufferShare) * (before.MaintenanceMarginUsd - judged.MaintenanceMarginUsd) - cost.TotalUsd);
    }

    private void Take(UnwindTrial trial)
    {
        var trades = trial.Trades.AsSpan();
        var costUsd = books.CostOfEach(lots, trades, trial.Share);
        var worstUsd = books.WorstPerUnitUsd(lots, trades, trial.Share);
        var waves = UnwindWaves.Of(lots, trades, trial.Share, Now.InitialMarginUsd);
        ImmutableArray<UnwindOrder> orders =
        [
            .. Enumerable.Range(0, trial.Trades.Length).OrderBy(i => waves[i]).ThenBy(i => trial.Trades[i].Lot)
                .Select(i => (i, Quantity: lots.After(trial.Trades[i], trial.Share) - lots.Units(trial.Trades[i].Lot)))
                .Where(item => item.Quantity != 0)
                .Select(item => Order(trial.Trades[item.i], item.Quantity, worstUsd[item.i], costUsd[item.i]) with { Wave = waves[item.i] }),
        ];

        books.Apply(lots, trades, trial.Share);
        lots.Apply(trades, trial.Share, costUsd);
        Now = lots.Figure([], 0, 0);
        steps.Add(new(orders, trial.Cost, Now));
    }

    private UnwindOrder Order(UnwindTrade trade, double quantity, double worstUsd, double costUsd)
    {
        var (instrument, account) = (margin.Instruments[lots.Lots[trade.Lot].Slot], lots.AccountOf(trade.Lot));
        return new(account.Venue, account.Account, instrument.Name, quantity, LimitPrice(instrument, lots.Lots[trade.Lot], quantity, worstUsd), costUsd);
    }

    // One unit of a future or of spot moves with its coins: what is lost a coin is what is lost on the price.
    private double LimitPrice(Instruments.Instrument instrument, UnwindLot lot, double quantity, double worstUsd)
    {
        var price = instrument.IsOption ? margin.Arrays.MarkUsd[lot.Slot] : margin.Arrays.PriceUsd[lot.Slot];
        var worst = instrument.IsOption || lot.DeltaCoin == 0 ? worstUsd : worstUsd / Math.Abs(lot.DeltaCoin);
        return Math.Max(0, price + Math.Sign(quantity) * worst);
    }

    private UnwindCandidates Candidates(string? venue) => new(lots, margin.Instruments, margin.Underlyings.Length, venue);

    private MarginFigure Judge(string? venue) => venue is null ? Now : lots.VenueFigure([], 0, venue);

    private static bool IsAllowed(UnwindTrial trial, MarginFigure before) =>
        IsLower(trial.Judged.InitialMarginUsd, before.InitialMarginUsd) && trial.FreedUsd > LeastFall * before.InitialMarginUsd;

    private static bool IsLower(double after, double before) => after < before - LeastFall * before;
}
