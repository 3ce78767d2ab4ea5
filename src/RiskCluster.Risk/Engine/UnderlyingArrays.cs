using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>The instruments of one underlying, cut into units of work that are independent of each other.</summary>
internal sealed class UnderlyingArrays
{
    private readonly List<ExpiryTerms> expiries = [];
    private readonly List<OptionUnit> optionUnits = [];
    private readonly List<LinearContract> linearContracts = [];
    private readonly Dictionary<int, (OptionUnit Unit, int Strike)> optionPlaces = [];
    private readonly Dictionary<int, LinearContract> linearPlaces = [];
    private readonly RiskArrayStore store;
    private readonly OptionFill fill;
    private readonly ScenarioSet scenarios;
    private readonly ShockColumns shocks;
    private MarketSnapshot? market;

    public UnderlyingArrays(
        IReadOnlyList<(int Index, Instrument Instrument)> held, UnderlyingShocks shocks, ScenarioSet scenarios, RiskArraysOptions options, RiskArrayStore store)
    {
        this.store = store;
        this.scenarios = scenarios;
        this.shocks = new ShockColumns(shocks);
        fill = OptionFill.Of(options.Width);
        foreach (var (index, instrument) in held.Where(item => !item.Instrument.IsOption))
            linearContracts.Add(new(index, instrument, instrument.Kind == InstrumentKind.Future ? TermsOf(instrument.Expiry) : null));

        foreach (var contract in linearContracts) linearPlaces[contract.Index] = contract;

        var groups = held.Where(item => item.Instrument.IsOption)
            .GroupBy(item => (item.Instrument.Expiry, item.Instrument.Settlement))
            .OrderBy(group => group.Key.Expiry);
        foreach (var group in groups)
        {
            var strikes = OptionStrike.Pair(group, options.SharesParityPairs);
            foreach (var chunk in OptionStrike.Balanced(strikes)) optionUnits.Add(new(TermsOf(group.Key.Expiry), group.Key.Settlement, chunk));
        }

        foreach (var unit in optionUnits) Index(unit);
    }

    /// <summary>Units of work: the options of an expiry in chunks, then everything else together.</summary>
    public int UnitCount => optionUnits.Count + (linearContracts.Count > 0 ? 1 : 0);

    /// <summary>Reads what instruments share; must end before units are filled.</summary>
    public void Prepare(MarketSnapshot snapshot)
    {
        market = snapshot;
        foreach (var terms in expiries) terms.Resolve(snapshot, scenarios);
    }

    /// <summary>Fills one unit. Different units may be filled at the same time.</summary>
    public void FillUnit(int unit)
    {
        if (unit < optionUnits.Count)
        {
            fill.Fill(optionUnits[unit], market!, shocks, store);
            return;
        }

        foreach (var contract in linearContracts) contract.Fill(market!, shocks, store);
    }

    /// <summary>The row of an instrument in double.</summary>
    public void FillDouble(int instrument, Span<double> row)
    {
        if (optionPlaces.TryGetValue(instrument, out var place))
        {
            fill.FillDouble(place.Unit, place.Strike, place.Unit.CallOf[place.Strike] == instrument, shocks, row);
            return;
        }

        var contract = linearPlaces[instrument];
        for (var s = 0; s < row.Length; s++) row[s] = contract.PnlUsd(shocks, s);
    }

    /// <summary>The rows of every instrument in double; those without figures are cleared.</summary>
    /// <param name="rows">Shape [I x S] row-major; only this underlying's instruments are written.</param>
    public void FillDouble(Span<double> rows)
    {
        var count = shocks.Count;
        foreach (var unit in optionUnits) fill.FillDouble(unit, shocks, rows);
        foreach (var contract in linearContracts)
            for (var s = 0; s < count; s++)
                rows[contract.Index * count + s] = store.Status[contract.Index] is null ? contract.PnlUsd(shocks, s) : 0;
        foreach (var option in optionPlaces.Keys)
            if (store.Status[option] is not null)
                rows.Slice(option * count, count).Clear();
    }

    private void Index(OptionUnit unit)
    {
        for (var strike = 0; strike < unit.Count; strike++)
        {
            if (unit.CallOf[strike] != OptionUnit.None) optionPlaces[unit.CallOf[strike]] = (unit, strike);
            if (unit.PutOf[strike] != OptionUnit.None) optionPlaces[unit.PutOf[strike]] = (unit, strike);
        }
    }

    private ExpiryTerms TermsOf(UnixTime expiry)
    {
        foreach (var known in expiries)
            if (known.Expiry == expiry)
                return known;
        var terms = new ExpiryTerms(expiry);
        expiries.Add(terms);
        return terms;
    }
}
