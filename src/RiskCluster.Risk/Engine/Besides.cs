using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.Engine;

/// <summary>All that a figure is made of beside its scenarios: equity at the marks, contingencies, unwind cost, haircuts. They take the same snapshots.</summary>
internal sealed class Besides
{
    public Besides(RiskArrays arrays, IEnumerable<string> underlyings, RiskModelRequirement rules, int workers)
    {
        Equity = new([.. underlyings], arrays);
        Contingencies = new(arrays, rules.Contingencies, workers);
        Unwinds = new(arrays, rules.Unwind, workers);
        Credit = new(arrays, Equity, rules, workers);
    }

    public EquityColumns Equity { get; }

    public Contingencies Contingencies { get; }

    public Unwinds Unwinds { get; }

    public EquityCredit Credit { get; }

    /// <summary>Takes the market of one underlying, after its risk arrays were refilled.</summary>
    public void Refresh(MarketSnapshot snapshot)
    {
        Equity.Refresh(snapshot);
        Contingencies.Refresh(snapshot);
        Unwinds.Refresh(snapshot);
        Credit.Refresh(snapshot);
    }
}
