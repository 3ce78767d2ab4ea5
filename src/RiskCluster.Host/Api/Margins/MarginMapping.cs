using RiskCluster.Contracts.Margins;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Margin;
using RiskCluster.Runtime.RiskBoard;

namespace RiskCluster.Host.Api.Margins;

/// <summary>Figures as bodies: requirements up, equities and excesses down, to 1e-6 USD.</summary>
internal static class MarginMapping
{
    /// <summary>A figure in short; excesses are taken after the rounding, so that they are exactly equity minus requirement.</summary>
    public static MarginSummary Summary(this PortfolioFigure figure)
    {
        var (status, asOf) = (figure.Status.Body(), figure.Inputs.Body());
        if (figure.Figure is not { } margin) return new(figure.Portfolio, status, null, null, null, null, null, null, figure.Problem, asOf);
        var equity = UsdRounding.Equity(margin.EquityUsd);
        var (initial, maintenance) = (UsdRounding.Requirement(margin.InitialMarginUsd), UsdRounding.Requirement(margin.MaintenanceMarginUsd));
        return new(figure.Portfolio, status, margin.State.Body(), equity, initial, maintenance, equity - initial, equity - maintenance, null, asOf);
    }

    public static AsOf Body(this FigureInputs inputs) => new(inputs.MarketSeq, inputs.PositionSeq, inputs.ParametersVersion, inputs.ModelVersion, inputs.TimestampMs);

    public static MarginStatus Body(this FigureStatus status) => status switch
    {
        FigureStatus.Ok => MarginStatus.Ok,
        FigureStatus.Degraded => MarginStatus.Degraded,
        FigureStatus.Stale => MarginStatus.Stale,
        FigureStatus.Halted => MarginStatus.Halted,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "no status of a figure"),
    };

    public static PortfolioCondition Body(this MarginState state) => state switch
    {
        MarginState.Healthy => PortfolioCondition.Healthy,
        MarginState.Restricted => PortfolioCondition.Restricted,
        MarginState.Liquidating => PortfolioCondition.Liquidating,
        MarginState.Bankrupt => PortfolioCondition.Bankrupt,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state of a portfolio"),
    };
}
