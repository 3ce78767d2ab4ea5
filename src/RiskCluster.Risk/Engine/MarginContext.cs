using System.Collections.Immutable;
using RiskCluster.Risk.Instruments;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;
using RiskCluster.Risk.Scenarios;

namespace RiskCluster.Risk.Engine;

/// <summary>Under which rules, scenarios and market a question is asked. Immutable, so that questions can run on any thread beside a margin cycle.</summary>
/// <param name="Model">The margin model.</param>
/// <param name="Scenarios">The shared scenario set.</param>
/// <param name="Market">One snapshot an underlying.</param>
public sealed record MarginContext(RiskModel Model, ScenarioSet Scenarios, ImmutableArray<MarketSnapshot> Market)
{
    /// <summary>The margin of any lots of some instruments in this market. What has no price there is refused when it is asked for, not here.</summary>
    /// <param name="names">Instruments in the grammar of <see cref="InstrumentName"/>; duplicates are allowed.</param>
    /// <remarks>Numbered by ordinal name, whatever the order of <paramref name="names"/>, so that equal portfolios are netted in the same order.</remarks>
    /// <exception cref="FormatException">A name outside the grammar.</exception>
    public PortfolioMargin Open(IEnumerable<string> names)
    {
        var margin = new PortfolioMargin([.. names.Distinct().Order(StringComparer.Ordinal).Select(InstrumentName.Parse)], Scenarios, Model.Requirement);
        foreach (var snapshot in Market) margin.Take(snapshot);
        return margin;
    }

    /// <summary>The margin of what some accounts hold.</summary>
    public PortfolioMargin Open(IEnumerable<AccountPortfolio> accounts) => Open(accounts.SelectMany(account => account.Positions).Select(position => position.Instrument));
}
