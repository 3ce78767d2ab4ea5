using RiskCluster.Risk.Calibration;
using RiskCluster.Risk.Margin;

namespace RiskCluster.Cli.Margining;

/// <summary>What <c>riskcluster margin</c> answers: every account, then every owner with the sum of its accounts beside the netted figure.</summary>
internal sealed record MarginReport(IReadOnlyList<PortfolioReport> Accounts, IReadOnlyList<OwnerReport> Owners, MarketCalibration Calibration)
{
    /// <summary>The report of a desk's last cycle.</summary>
    public static MarginReport Of(MarginDesk desk, MarketCalibration calibration)
    {
        var accounts = Enumerable.Range(0, desk.Accounts.Length).Select(desk.Report).ToList();
        var owners = desk.Accounts.Select(account => account.Owner).Distinct().Select(owner => OwnerReport.Of(desk, owner)).ToList();
        return new(accounts, owners, calibration);
    }
}
