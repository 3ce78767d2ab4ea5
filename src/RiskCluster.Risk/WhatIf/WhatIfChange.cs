using System.Collections.Immutable;
using RiskCluster.Risk.Margin;
using RiskCluster.Risk.Market;

namespace RiskCluster.Risk.WhatIf;

/// <summary>What is to be tried on a portfolio (MODEL MRG-11).</summary>
/// <param name="AddsPositions">True: <paramref name="Positions"/> are trades on top of what is held. False: they are all that is held afterwards.</param>
/// <param name="Positions">
/// Any instruments that the market can price. <see cref="Position.AveragePrice"/> is the price dealt at, the present mark where it is null: USD per coin for
/// futures, perpetuals and spot, USD per unit for options. A trade in options or spot is paid from cash; positions that replace others leave cash alone.
/// </param>
/// <param name="CashChangeUsd">Added to cash; negative is a withdrawal.</param>
/// <param name="Shifts">The market that the result stands in: at most one an underlying.</param>
public sealed record WhatIfChange(bool AddsPositions, ImmutableArray<Position> Positions, double CashChangeUsd, ImmutableArray<MarketShift> Shifts)
{
    /// <summary>Collateral that comes or goes, each line in turn; what is not named stays, also where positions are replaced.</summary>
    public ImmutableArray<CollateralChange> Collateral { get; init; } = [];

    /// <summary>Trades at the given prices, or at the mark, in the present market.</summary>
    public static WhatIfChange Trade(params ImmutableArray<Position> trades) => new(true, trades, 0, []);
}
