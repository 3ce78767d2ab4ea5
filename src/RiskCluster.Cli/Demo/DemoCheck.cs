using RiskCluster.Cli.Margining;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Cli.Demo;

/// <summary>The board's figures beside those computed from scratch out of the actors' states.</summary>
/// <param name="Compared">Accounts and owners compared.</param>
/// <param name="Different">Those whose initial margin, maintenance margin or equity differs in any digit.</param>
internal sealed record DemoCheck(int Compared, int Different)
{
    public static DemoCheck Of(RiskBoard board, MarginDesk desk)
    {
        var different = 0;
        for (var portfolio = 0; portfolio < desk.Book.PortfolioCount; portfolio++)
        {
            var computed = desk.Cycle.Figure(portfolio);
            if (board.Figure(desk.Book.KeyOf(portfolio)) is not { Figure: { } figure } || !Same(figure, computed)) different++;
        }

        return new(desk.Book.PortfolioCount, different);
    }

    private static bool Same(MarginFigure first, MarginFigure second) =>
        first.InitialMarginUsd == second.InitialMarginUsd && first.MaintenanceMarginUsd == second.MaintenanceMarginUsd && first.EquityUsd == second.EquityUsd;
}
