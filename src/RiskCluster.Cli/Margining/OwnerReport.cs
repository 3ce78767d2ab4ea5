using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Margining;

/// <summary>An owner's unified figure and what its accounts would need standing alone (MODEL MRG-1, MRG-9).</summary>
/// <param name="Owner">Whose.</param>
/// <param name="Accounts">Standing alone.</param>
/// <param name="Netted">All positions as one portfolio.</param>
internal sealed record OwnerReport(string Owner, IReadOnlyList<PortfolioReport> Accounts, PortfolioReport Netted)
{
    /// <summary>Sum of the accounts' initial margins, USD.</summary>
    public double StandaloneInitialUsd => Accounts.Sum(account => account.Figure.InitialMarginUsd);

    /// <summary>What netting saves of the initial margin, USD; never negative but for rounding.</summary>
    public double NettingBenefitUsd => StandaloneInitialUsd - Netted.Figure.InitialMarginUsd;

    /// <summary>The benefit as a share of the standalone sum; 0 when that is 0.</summary>
    public double NettingBenefit => StandaloneInitialUsd > 0 ? NettingBenefitUsd / StandaloneInitialUsd : 0;

    /// <summary>The report of an owner in the desk's last cycle.</summary>
    public static OwnerReport Of(MarginDesk desk, string owner) =>
        new(owner, [.. desk.AccountsOf(owner).Select(desk.Report)], desk.Report(desk.OwnerPortfolio(owner)));
}
