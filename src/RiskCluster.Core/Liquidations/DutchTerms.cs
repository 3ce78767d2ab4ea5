using System.Collections.Immutable;

namespace RiskCluster.Core.Liquidations;

/// <summary>What a Dutch auction needs to know of the account (MODEL SYS-2).</summary>
/// <param name="MarkValueUsd">Mark value of everything in it, cash of earlier bidders included.</param>
/// <param name="MaintenanceExcessUsd">Value minus maintenance margin; at most the mark value.</param>
/// <param name="ReservedCashUsd">What earlier bidders have paid, at least 0: it is not for sale, so that bids at one price do not depend on their order.</param>
/// <param name="BufferShare">b of the buffer margin, within [0, 10].</param>
/// <param name="Curve">The price over time, 1 to 16 corners.</param>
public sealed record DutchTerms(decimal MarkValueUsd, decimal MaintenanceExcessUsd, decimal ReservedCashUsd, decimal BufferShare, ImmutableArray<DutchCorner> Curve);
