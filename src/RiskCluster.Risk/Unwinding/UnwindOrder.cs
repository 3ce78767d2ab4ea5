namespace RiskCluster.Risk.Unwinding;

/// <summary>One leg of a step: an order that closes some of a position (MODEL SYS-2).</summary>
/// <param name="Venue">Where.</param>
/// <param name="Account">The account there.</param>
/// <param name="Instrument">Its name.</param>
/// <param name="Quantity">Signed units to trade: against the position, never more than it holds.</param>
/// <param name="LimitPrice">The worst price: of the last coin that the step takes, in the instrument's own price (USD per coin; USD per unit for options); >= 0.</param>
/// <param name="CostUsd">Its part of the step's cost, by coins and vega; >= 0.</param>
/// <param name="Wave">From 0: the orders of a wave go when all of the wave before are traded (<see cref="UnwindWaves"/>).</param>
public sealed record UnwindOrder(string Venue, string Account, string Instrument, double Quantity, double LimitPrice, double CostUsd, int Wave = 0);
