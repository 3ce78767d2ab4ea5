using System.Collections.Immutable;
using RiskCluster.Risk.Collateral;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>
/// The margin of any lots of a list of instruments in one market, in double: what answers questions beside the running cycle (MODEL MRG-1, MRG-11).
/// </summary>
/// <remarks>
/// Rows, marks and requirement come from the same code as the cycle's double pass: the figure of a portfolio is the cycle's to the last bit, provided that
/// both number their instruments in the same order. It shares nothing with a cycle, so it may be used on any thread, by one caller at a time. Taking a
/// snapshot reads marks and Greeks; the first figure after it makes the rows of its underlyings; a figure costs L S multiply-adds and one sort of the historical scenarios.
/// </remarks>
public sealed class PortfolioMargin : IDisposable
{
    private readonly InstrumentSlots table;
    private readonly Besides besides;
    private readonly DoubleRows rows;
    private readonly DoubleNetting netting;
    private readonly RiskModelRequirement rules;
    private readonly HashSet<string> stale = [];
    private (EntryValue? Entry, CollateralPlan Plan) compiled = (null, CollateralPlan.None);

    /// <summary>Nothing is priced until a snapshot is taken.</summary>
    /// <param name="instruments">Those that lots may name; their order numbers the slots.</param>
    /// <param name="scenarios">The scenario set.</param>
    /// <param name="rules">How P&amp;L becomes a requirement.</param>
    /// <exception cref="ArgumentException">Two instruments share a name.</exception>
    public PortfolioMargin(ImmutableArray<Instrument> instruments, ScenarioSet scenarios, RiskModelRequirement rules)
    {
        ArgumentNullException.ThrowIfNull(scenarios);
        ArgumentNullException.ThrowIfNull(rules);
        this.rules = rules;
        table = new(instruments);
        Arrays = new(instruments, scenarios, new() { KeepsTiles = false });
        rows = new(Arrays);
        besides = new(Arrays, table.Underlyings, rules, workers: 1);
        netting = new(Arrays, rows, besides, rules, workers: 1);
        Source = new(Arrays, rows, besides, netting);
    }

    /// <summary>Whether a figure makes only the rows that it needs rather than all of an underlying that moved: for a few portfolios of a large list of instruments.</summary>
    public bool MakesRowsSingly { get; init; }

    /// <summary>The instruments, by slot.</summary>
    public ImmutableArray<Instrument> Instruments => table.Instruments;

    /// <summary>Marks, Greeks and status of the instruments in the present market.</summary>
    public RiskArrays Arrays { get; }

    /// <summary>The underlyings, in the order of the coins of <see cref="EntryValue"/>.</summary>
    internal ImmutableArray<string> Underlyings => table.Underlyings;

    /// <summary>What reports are made of.</summary>
    internal ReportSource Source { get; }

    /// <summary>How P&amp;L becomes a requirement.</summary>
    internal RiskModelRequirement Rules => rules;

    /// <summary>Prices the instruments of an underlying in a new snapshot.</summary>
    public void Take(MarketSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        Arrays.Refill(snapshot);
        rows.Invalidate(snapshot.Underlying);
        stale.Add(snapshot.Underlying);
        besides.Refresh(snapshot);
    }

    /// <summary>The number of an instrument; -1 when there is none of that name.</summary>
    public int SlotOf(string name) => table.Find(name);

    /// <summary>What one unit adds to equity at the present mark, before a future's entry price is taken off; USD.</summary>
    public double UnitUsd(int slot) => besides.Equity.UnitUsd(slot);

    /// <summary>Price of a coin; USD.</summary>
    internal double IndexUsd(string underlying) => besides.Equity.IndexUsd(underlying);

    /// <summary>P&amp;L of one unit of an instrument in every scenario; shape [S], USD, valid until the next snapshot.</summary>
    public ReadOnlySpan<double> RowUsd(int slot)
    {
        MakeRows();
        return rows.Row(slot);
    }

    /// <summary>Nets the positions of some accounts into one portfolio; futures without an entry price count as entered now.</summary>
    /// <exception cref="UnpricedInstrumentException">A position has no price in the present market.</exception>
    /// <exception cref="ArgumentException">A position names none of the instruments, or an amount is not finite.</exception>
    public PortfolioLots Compile(string key, IEnumerable<AccountPortfolio> accounts)
    {
        // Before anything else: a future without a mark would have no entry price either.
        var listed = accounts.ToList();
        foreach (var position in listed.SelectMany(account => account.Positions))
            if (table.Find(position.Instrument) is >= 0 and var slot)
                Require(slot);
        return PortfolioLots.Compile(key, [.. listed.Select(account => account.EnteredAt(EntryPriceUsd))], table);
    }

    /// <summary>The same portfolio, compiled for other instruments, as this numbers it; all of its instruments must be among these.</summary>
    /// <exception cref="ArgumentException">One is not.</exception>
    public PortfolioLots Adopt(PortfolioLots portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        if (portfolio.Instruments().FirstOrDefault(name => SlotOf(name) < 0) is { } missing) throw new ArgumentException($"unknown instrument {missing}", nameof(portfolio));
        return portfolio.Renumber(table);
    }

    /// <summary>What some accounts would be together.</summary>
    /// <param name="key">What to call it.</param>
    /// <param name="accounts">Numbered as here.</param>
    public PortfolioLots Net(string key, IEnumerable<PortfolioLots> accounts) =>
        PortfolioLots.Net(key, [.. accounts.OrderBy(account => account.Key, StringComparer.Ordinal)], table);

    /// <summary>The figure of a portfolio in the present market.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public MarginFigure Figure(PortfolioLots portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        MakeRows();
        return netting.Figure(portfolio.Span, CollateralOf(portfolio.Entry), worker: 0);
    }

    /// <summary>A portfolio in the present market, made ready for the figures after trades.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public PortfolioStanding Standing(PortfolioLots portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        MakeRows();
        return netting.Standing(portfolio, CollateralOf(portfolio.Entry), worker: 0);
    }

    /// <summary>
    /// The figure after a trade at a price: premium paid for options and spot, futures entered at it; equity moves by units x (mark - price) and no more. It is the figure of
    /// whoever holds the trade, but for the order of its sums, which may round the last digits otherwise.
    /// </summary>
    /// <param name="before">The portfolio without it, in the present market.</param>
    /// <param name="slot">What is traded.</param>
    /// <param name="units">Signed: bought above 0.</param>
    /// <param name="priceUsd">Above 0 for futures and perpetuals, USD per coin; of one unit for options and spot.</param>
    /// <exception cref="UnpricedInstrumentException">The instrument has no price in the present market.</exception>
    public MarginFigure FigureAfter(PortfolioStanding before, int slot, double units, double priceUsd)
    {
        ArgumentNullException.ThrowIfNull(before);
        Require(slot);
        MakeRows();
        return netting.FigureAfter(before, slot, units, PaidUsd(Instruments[slot], units, priceUsd), worker: 0);
    }

    /// <summary>The price at which a trade leaves equity as it is: the mark of futures and perpetuals, USD per coin; of one unit of options and spot, USD.</summary>
    /// <exception cref="UnpricedInstrumentException">It has no price in the present market.</exception>
    public double MarkPriceUsd(int slot)
    {
        Require(slot);
        return Instruments[slot].Kind is InstrumentKind.Future or InstrumentKind.Perpetual ? Arrays.PriceUsd[slot] : Arrays.MarkUsd[slot];
    }

    /// <summary>P&amp;L of a portfolio in every scenario; shape [S], USD, loss negative.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public double[] PnlUsd(PortfolioLots portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        var pnlUsd = new double[Arrays.ScenarioCount];
        MakeRows();
        netting.Net(portfolio.Span, pnlUsd);
        return pnlUsd;
    }

    /// <summary>
    /// What one unit of some instruments contributes to the initial margin of a portfolio that holds <paramref name="portfolio"/>; shape [n], USD, negative for
    /// a hedge. Lots times these add up to the margin (MODEL MRG-10).
    /// </summary>
    /// <param name="portfolio">The lots.</param>
    /// <param name="weights">Of their binding scenarios (<see cref="ScanWeights"/>).</param>
    /// <param name="slots">Shape [n]. The instruments asked for, held or not.</param>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public double[] InitialPerUnitUsd(PortfolioLots portfolio, ImmutableArray<(int Scenario, double Weight)> weights, ReadOnlySpan<int> slots)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        return netting.InitialPerUnitUsd(portfolio.Span, weights, slots);
    }

    /// <summary>
    /// What one unit of some instruments adds to the convex part of a portfolio's maintenance margin, scan and contingencies; shape [n], USD, negative for a hedge.
    /// With the weights of its binding scenarios closing lots releases at most that much of this part, whatever their sizes (MODEL MRG-8, SYS-2).
    /// </summary>
    /// <param name="portfolio">The lots.</param>
    /// <param name="weights">Of its binding scenarios (<see cref="ScanWeights"/>), or of others that add up to 1.</param>
    /// <param name="slots">Shape [n]. The instruments asked for, held or not.</param>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public double[] MaintenancePerUnitUsd(PortfolioLots portfolio, ImmutableArray<(int Scenario, double Weight)> weights, ReadOnlySpan<int> slots)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        MakeRows();
        return netting.MaintenancePerUnitUsd(portfolio.Span, weights, slots);
    }

    /// <summary>Equity of a portfolio at the present marks, USD, without collateral and before any haircut: its moves are profit and loss.</summary>
    /// <exception cref="UnpricedInstrumentException">A lot has no price in the present market.</exception>
    public double MarkedEquityUsd(PortfolioLots portfolio)
    {
        ArgumentNullException.ThrowIfNull(portfolio);
        Require(portfolio);
        return besides.Equity.EquityUsd(portfolio.Span);
    }

    /// <summary>Frees the arrays and rows.</summary>
    public void Dispose()
    {
        rows.Dispose();
        Arrays.Dispose();
    }

    // An inverse future is entered at coins, which are worth what the index says.
    private double PaidUsd(Instrument instrument, double units, double priceUsd)
    {
        if (instrument.Kind is not (InstrumentKind.Future or InstrumentKind.Perpetual)) return units * priceUsd;
        var entered = units * instrument.ContractSize;
        return instrument.Settlement == Settlement.Linear ? entered * priceUsd : -entered / priceUsd * IndexUsd(instrument.Underlying);
    }

    // Searches ask for one portfolio again and again, with other lots.
    private CollateralPlan CollateralOf(EntryValue entry)
    {
        if (!ReferenceEquals(compiled.Entry, entry)) compiled = (entry, besides.Credit.Compile(entry));
        return compiled.Plan;
    }

    // All rows of an underlying that moved at once, but not before somebody asks for a figure: equity alone needs none.
    private void MakeRows()
    {
        if (MakesRowsSingly) return;
        foreach (var underlying in stale) rows.MakeAll(underlying);
        stale.Clear();
    }

    private double EntryPriceUsd(string name) => table.Find(name) is >= 0 and var slot ? Arrays.PriceUsd[slot] : 0;

    private void Require(PortfolioLots portfolio) => Source.Require(portfolio);

    private void Require(int slot) => Source.Require(slot);
}
