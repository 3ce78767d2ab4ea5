using RiskCluster.Risk.Engine;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Unwinding;

namespace RiskCluster.Cli.Liquidation;

/// <summary>One way to unwind, and the book as it stands after every unwind made that way.</summary>
internal sealed class ReplayArm(string name, Func<MarginContext, PortfolioMargin, UnwindRequest, UnwindPlan> plan, IEnumerable<IGrouping<string, AccountPortfolio>> owners)
{
    private readonly SortedDictionary<string, AccountPortfolio[]> books = new(owners.ToDictionary(owner => owner.Key, owner => owner.ToArray()), StringComparer.Ordinal);
    private readonly Dictionary<string, PortfolioLots> compiled = [];
    private readonly HashSet<string> unwound = [];
    private readonly List<ReplayUnwind> unwinds = [];

    /// <summary>As it is printed.</summary>
    public string Name => name;

    /// <summary>In order of time and owner.</summary>
    public IReadOnlyList<ReplayUnwind> Unwinds => unwinds;

    /// <summary>Unwinds every owner below its maintenance margin in a market.</summary>
    public void Tick(MarginContext context, PortfolioMargin margin, Func<string, AccountPortfolio[], UnwindRequest> request)
    {
        foreach (var owner in books.Keys.ToList())
        {
            if (!compiled.TryGetValue(owner, out var portfolio)) compiled[owner] = portfolio = margin.Compile(owner, books[owner]);
            if (portfolio.Lots.IsEmpty || margin.Figure(portfolio).MaintenanceExcessUsd >= 0) continue;
            var made = plan(context, margin, request(owner, books[owner]));
            unwinds.Add(new(context.Market[0].AsOf, unwound.Add(owner), made));
            books[owner] = [.. made.Accounts];
            compiled.Remove(owner);
            // What is left of an owner whom no part saves is the waterfall's; it is not unwound twice.
            if (made.Status != UnwindPlanStatus.Recovers) books.Remove(owner);
        }
    }
}
