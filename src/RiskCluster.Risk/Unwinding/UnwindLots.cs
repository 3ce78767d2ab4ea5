using System.Collections.Immutable;
using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Risk.Unwinding;

/// <summary>An owner's book while it is being closed: lots by account and instrument, and the exact figure of what would be left.</summary>
/// <remarks>
/// A trade at the mark moves no equity: what a closed unit was worth, less its part of the entry price, becomes cash. What moves equity is the cost, and the
/// haircut on profit that closing takes.
/// </remarks>
internal sealed class UnwindLots
{
    /// <summary>Less than this share of what a lot was is nothing: the rounding of the sums that led there.</summary>
    private const double Nothing = 1e-12;

    private readonly PortfolioMargin margin;
    private readonly ImmutableArray<AccountPortfolio> accounts;
    private readonly PortfolioLots start;
    private readonly ImmutableArray<int> slots;
    private readonly int[] localOf;
    private readonly double[] units;
    private readonly double[] left;
    private readonly double[] cashUsd;
    private readonly double[] indexUsd;
    private readonly (double EnteredUsd, double[] Coins) flat;

    public UnwindLots(PortfolioMargin margin, UnwindRequest request, UnwindBooks books)
    {
        this.margin = margin;
        accounts = [.. request.Accounts.OrderBy(account => account.Key, StringComparer.Ordinal).Select(account => account.EnteredAt(PriceOf))];
        start = margin.Compile(request.Owner, accounts);
        indexUsd = [.. margin.Underlyings.Select(margin.IndexUsd)];
        Lots = [.. accounts.SelectMany((account, number) => LotsOf(account, number, request, books))];
        slots = [.. Lots.Select(lot => lot.Slot).Distinct().Order()];
        localOf = [.. Lots.Select(lot => slots.BinarySearch(lot.Slot))];
        units = [.. Lots.Select(lot => lot.Units)];
        left = new double[units.Length];
        cashUsd = new double[accounts.Length];
        flat = (start.Entry.EnteredUsd - Lots.Sum(lot => lot.EnteredUsd), new double[indexUsd.Length]);
        start.Entry.Coins.CopyTo(flat.Coins, 0);
        foreach (var lot in Lots) flat.Coins[lot.Underlying] -= lot.Coins;
    }

    /// <summary>By account and instrument.</summary>
    public ImmutableArray<UnwindLot> Lots { get; }

    /// <summary>Signed units that a lot still has.</summary>
    public double Units(int lot) => units[lot];

    /// <summary>Price of a coin of an underlying, USD.</summary>
    public double IndexUsd(int underlying) => indexUsd[underlying];

    /// <summary>The account of a lot, as it was.</summary>
    public AccountPortfolio AccountOf(int lot) => accounts[Lots[lot].Account];

    /// <summary>The venue of a lot.</summary>
    public string VenueOf(int lot) => AccountOf(lot).Venue;

    /// <summary>The owner's figure once a share of some trades was made at the mark and a cost paid.</summary>
    public MarginFigure Figure(ReadOnlySpan<UnwindTrade> trades, double share, double costUsd) => margin.Figure(Portfolio(trades, share, costUsd, venue: null));

    /// <summary>The requirement of what one venue holds, alone, once a share of some trades was made.</summary>
    public MarginFigure VenueFigure(ReadOnlySpan<UnwindTrade> trades, double share, string venue) => margin.Figure(Portfolio(trades, share, costUsd: 0, venue));

    /// <summary>Shape [L]: what one unit of each lot adds to the convex part of the maintenance margin, of the owner or of one venue alone.</summary>
    /// <param name="trades">Made before.</param>
    /// <param name="venue">The venue; null for all.</param>
    /// <param name="targetUsd">Null: a subgradient, by the scenarios that bind. Else scenarios count by how far their loss is above this scan requirement.</param>
    public double[] MaintenancePerUnitUsd(ReadOnlySpan<UnwindTrade> trades, string? venue, double? targetUsd)
    {
        var portfolio = Portfolio(trades, share: 1, costUsd: 0, venue);
        var (pnlUsd, figure) = (margin.PnlUsd(portfolio), margin.Figure(portfolio));
        var (stressCount, confidence) = (margin.Arrays.Scenarios.StressCount, margin.Rules.EsConfidence);
        var weights = targetUsd is { } target ? NearWeights.Of(pnlUsd, stressCount, figure, confidence, target) : ScanWeights.Of(pnlUsd, stressCount, figure, confidence);
        // Of what is closed already too: without it no subgradient would bound the requirement.
        var perUnitUsd = margin.MaintenancePerUnitUsd(portfolio, weights, slots.AsSpan());
        return [.. localOf.Select(local => perUnitUsd[local])];
    }

    /// <summary>What a trade's units become when only a share is made: never beyond flat.</summary>
    public double After(UnwindTrade trade, double share)
    {
        var after = units[trade.Lot] + share * trade.Units;
        return Math.Abs(after) <= Nothing * Math.Abs(Lots[trade.Lot].Units) || after * units[trade.Lot] < 0 ? 0 : after;
    }

    /// <summary>Makes a share of some trades; the cost of each is paid by its account.</summary>
    public void Apply(ReadOnlySpan<UnwindTrade> trades, double share, ReadOnlySpan<double> costUsd)
    {
        for (var i = 0; i < trades.Length; i++)
        {
            var (number, lot) = (trades[i].Lot, Lots[trades[i].Lot]);
            var after = After(trades[i], share);
            cashUsd[lot.Account] += (units[number] - after) * lot.ClosingUsd(indexUsd[lot.Underlying]) - costUsd[i];
            units[number] = after;
        }
    }

    /// <summary>The accounts as they stand: every line of a lot scaled alike, so that its entry price stays.</summary>
    public ImmutableArray<AccountPortfolio> Accounts()
    {
        var shares = Lots.Select((lot, number) => ((lot.Account, lot.Slot), Share: units[number] / lot.Units)).ToDictionary(item => item.Item1, item => item.Share);
        return [.. accounts.Select((account, number) => account with
        {
            CashUsd = account.CashUsd + cashUsd[number],
            Positions = [.. account.Positions
                .Select(position => shares.TryGetValue((number, margin.SlotOf(position.Instrument)), out var share) && share != 1 ? position with { Quantity = position.Quantity * share } : position)
                .Where(position => position.Quantity != 0)],
        })];
    }

    private PortfolioLots Portfolio(ReadOnlySpan<UnwindTrade> trades, double share, double costUsd, string? venue)
    {
        units.CopyTo(left, 0);
        foreach (var trade in trades) left[trade.Lot] = After(trade, share);
        var net = new double[slots.Length];
        var cash = start.Entry.CashUsd + cashUsd.Sum() - costUsd;
        var enteredUsd = flat.EnteredUsd;
        double[] coins = [.. flat.Coins];
        for (var number = 0; number < left.Length; number++)
        {
            var lot = Lots[number];
            if (venue is not null && VenueOf(number) != venue) continue;
            net[localOf[number]] += left[number];
            cash += (units[number] - left[number]) * lot.ClosingUsd(indexUsd[lot.Underlying]);
            var kept = left[number] / lot.Units;
            enteredUsd += kept * lot.EnteredUsd;
            coins[lot.Underlying] += kept * lot.Coins;
        }

        return start.Holding(new(cash, enteredUsd, coins) { Collateral = start.Entry.Collateral }, [.. slots.Where((_, i) => net[i] != 0)], [.. net.Where(lot => lot != 0)]);
    }

    private double PriceOf(string instrument) => margin.SlotOf(instrument) is >= 0 and var slot ? margin.Arrays.PriceUsd[slot] : 0;

    private IEnumerable<UnwindLot> LotsOf(AccountPortfolio account, int number, UnwindRequest request, UnwindBooks books)
    {
        var isTradable = !request.HaltedVenues.Contains(account.Venue);
        foreach (var lines in account.Positions.GroupBy(position => position.Instrument).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var slot = margin.SlotOf(lines.Key);
            var instrument = margin.Instruments[slot];
            var quantity = lines.Sum(line => line.Quantity);
            if (quantity == 0) continue;
            var isFuture = instrument.Kind is InstrumentKind.Future or InstrumentKind.Perpetual;
            var isInverse = instrument.Settlement == Settlement.Inverse;
            yield return new(number, slot, margin.Underlyings.IndexOf(instrument.Underlying), books.Open(account.Venue, instrument.Underlying), quantity)
            {
                DeltaCoin = margin.Arrays.DeltaCoin[slot],
                VegaSpreadUsd = Math.Abs(margin.Arrays.VegaUsd[slot]) * (margin.Rules.Unwind?.VolHalfSpread ?? 0),
                UnitUsd = margin.UnitUsd(slot),
                EnteredUsd = isFuture && !isInverse ? -lines.Sum(line => line.Quantity * instrument.ContractSize * line.AveragePrice!.Value) : 0,
                Coins = isFuture && isInverse ? lines.Sum(line => line.Quantity * instrument.ContractSize / line.AveragePrice!.Value) : 0,
                IsTradable = isTradable,
            };
        }
    }
}
