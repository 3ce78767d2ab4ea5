using RiskCluster.Core.Portfolios;

namespace RiskCluster.Runtime.Simulation;

/// <summary>Which accounts an owner may let go.</summary>
internal sealed class PortfolioTruth
{
    private readonly Dictionary<string, PortfolioState> states = new(StringComparer.Ordinal);

    /// <summary>True when both sides would be covered: so for half of the pairs, whatever happens.</summary>
    public static bool IsCovered(string owner, string account) => (owner[^1] + account[^1]) % 2 == 0;

    public PortfolioState State(string owner) => states.TryGetValue(owner, out var state) ? state : PortfolioMachine.Initial(owner);

    public BrokenTruth? Follow(string owner, PortfolioEvent change)
    {
        states[owner] = PortfolioMachine.Apply(State(owner), change);
        return change is PortfolioEvent.UnlinkStarted started && !IsCovered(owner, started.Account)
            ? new("an account is let go only when both sides are covered", $"{started.Account} was let go")
            : null;
    }
}
