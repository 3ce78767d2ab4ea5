using System.Collections.Immutable;

namespace RiskCluster.Risk.Contagion;

/// <summary>DebtRank on a network: each creditor is exposed to its debtors by what they owe it, with its net worth as equity and its assets as weight.</summary>
public static class NetworkStress
{
    /// <summary>The stress after a shock has taken its direct losses.</summary>
    /// <param name="network">Before the shock.</param>
    /// <param name="outcomes">Of a run of that shock: its direct losses are the first stress, as shares of the equity before.</param>
    /// <param name="form">How often stress is passed on.</param>
    /// <returns>Null when no node has any assets: then there is no value to endanger.</returns>
    /// <exception cref="ArgumentException">The outcomes are not those of the network.</exception>
    public static DebtRankResult? After(ContagionNetwork network, ImmutableArray<NodeOutcome> outcomes, DebtRankForm form)
    {
        if (!network.Nodes.Select(node => node.Name).SequenceEqual(outcomes.Select(outcome => outcome.Name)))
            throw new ArgumentException("the outcomes are of another network", nameof(outcomes));
        var assetsUsd = network.Nodes.Select(node => node.ExternalAssetsUsd).ToArray();
        foreach (var claim in network.Claims) assetsUsd[claim.Creditor] += claim.AmountUsd;
        foreach (var share in network.Held) assetsUsd[share.Node] += share.ValueUsd;
        if (assetsUsd.All(assets => assets == 0)) return null;

        var exposures = network.Claims.Select(claim => new DebtRankExposure(claim.Creditor, claim.Debtor, claim.AmountUsd)).ToArray();
        var equityUsd = outcomes.Select(outcome => outcome.EquityBeforeUsd).ToArray();
        var stress = outcomes.Select(outcome => outcome.DirectLossUsd == 0 ? 0 : outcome.EquityBeforeUsd > 0 ? Math.Min(1, outcome.DirectLossUsd / outcome.EquityBeforeUsd) : 1).ToArray();
        return DebtRank.Of(exposures, equityUsd, assetsUsd, stress, form);
    }
}
