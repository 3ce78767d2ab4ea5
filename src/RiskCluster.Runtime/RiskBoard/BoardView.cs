using System.Collections.Immutable;
using RiskCluster.Core.Margins;
using RiskCluster.Risk.Engine;

namespace RiskCluster.Runtime.RiskBoard;

/// <summary>What the last finished margin cycle was made of: one consistent set, immutable, so that whoever asks sees a whole cycle or the one before.</summary>
/// <param name="MarketSeq">The cycle's number. It rises with every cycle, also across restarts: it is never below the time in unix milliseconds at which the board's first cycle ran.</param>
/// <param name="TimestampMs">When the cycle began, unix milliseconds.</param>
/// <param name="Model">By what it margined.</param>
/// <param name="Markets">One an underlying, by ordinal name.</param>
/// <param name="Coverage">Whom it margined.</param>
public sealed record BoardView(long MarketSeq, long TimestampMs, BoardModel Model, ImmutableArray<BoardMarket> Markets, BoardCoverage Coverage)
{
    /// <summary>Model, scenarios and markets, for questions that need arrays of their own.</summary>
    public MarginContext Context { get; } = new(Model.Model, Model.Scenarios, [.. Markets.Select(market => market.Snapshot)]);

    /// <summary>What a figure from this view was computed from.</summary>
    /// <param name="positionSeq">Journal sequence of what was margined.</param>
    public FigureInputs Inputs(long positionSeq) => new(MarketSeq, positionSeq, Model.ParametersVersion, Model.ModelVersion, TimestampMs);
}
